package io.volute.dataengineering.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.check.RunChecks;
import io.volute.dataengineering.snapshot.Ingest;
import io.volute.dataengineering.snapshot.Snapshot;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins as a project declares them; DE10 with {@link PointInTimeTest}. */
class JoinsTest {
    private static final String VISITS = """
            patient,when,outcome
            ann,2000-01-10T00:00:00Z,ok
            bob,2000-01-10T00:00:00Z,bad
            ann,2000-02-10T00:00:00Z,bad
            bob,2000-02-20T00:00:00Z,ok
            eve,2000-02-20T00:00:00Z,ok
            """;
    /** Ann's second value is measured on the 5th and only told on the 12th; her third corrects the second in March. */
    private static final String LABS = """
            who,taken,told,chol
            ann,2000-01-01T08:00:00Z,2000-01-10T00:00:00Z,5.0
            ann,2000-01-05T08:00:00Z,2000-01-12T00:00:00Z,6.0
            ann,2000-01-05T08:00:00Z,2000-03-01T00:00:00Z,6.5
            bob,1998-01-01T08:00:00Z,1998-01-01T09:00:00Z,7.0
            bob,2000-02-19T08:00:00Z,,9.0
            bob,2000-02-18T08:00:00Z,2000-02-18T09:00:00Z,
            """;

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    private static String section(String join) {
        return """
                data-engineering:
                  sources:
                    visits: {type: csv, path: visits.csv}
                  contract:
                    decision-time: when
                    columns:
                      patient: {type: category}
                      when: {type: instant}
                      outcome: {type: category, available: P10D}
                  label: {name: bad, value: "outcome = 'bad'"}
                  split: {folds: 1, every: P1M}
                  joins:
                    labs:
                      source: {type: csv, path: labs.csv, licence: ours}
                      contract:
                        event-time: taken
                        columns:
                          who: {type: text}
                          taken: {type: instant}
                          told: {type: instant}
                          chol: {type: number}
                """ + join.indent(6);
    }

    private static final String LAST = """
            on: {patient: who}
            available: told
            max-age: P365D
            columns: [chol]
            """;

    private DataStage stage(String visits, String labs, String section) throws IOException {
        Files.writeString(folder.resolve("visits.csv"), visits);
        Files.writeString(folder.resolve("labs.csv"), labs);
        return DataStage.load(folder, section);
    }

    private List<String> joined(DataStage stage, String column) {
        Ingest.Output read = stage.ingest("2000-06-01", context);
        List<String> found = new ArrayList<>();
        for (Table rows : tables(stage.check(read, context).examples())) {
            Column values = rows.column(column);
            for (int row = 0; row < rows.rows(); row++) {
                found.add(rows.column("patient").textAt(row) + " "
                        + rows.column("when").instantAt(row).toString().substring(0, 10) + " " + values.valueAt(row));
            }
        }
        return found.stream().sorted().toList();
    }

    private List<Table> tables(SortedMap<Slot, Artifact<Examples>> slots) {
        return slots.values().stream()
                .map(slot -> context.load(Examples.class, slot).rows())
                .toList();
    }

    @Test
    void aDecisionKnowsTheNewestValueThatHadBeenTold() throws IOException {
        DataStage stage = stage(VISITS, LABS, section(LAST));

        assertThat(joined(stage, "labs.chol"))
                .containsExactly(
                        "ann 2000-01-10 5.0",
                        "ann 2000-02-10 6.0",
                        "bob 2000-01-10 null",
                        "bob 2000-02-20 null",
                        "eve 2000-02-20 null");
    }

    @Test
    void aDelayStandsForAColumnThatSaysWhenItWasTold() throws IOException {
        String late = LAST.replace("available: told", "available: P6D").replace("max-age: P365D\n", "");

        assertThat(joined(stage(VISITS, LABS, section(late)), "labs.chol"))
                .contains("ann 2000-01-10 5.0", "ann 2000-02-10 6.5", "bob 2000-01-10 7.0");
    }

    @Test
    void windowsTellFiguresOfThePeriodBefore() throws IOException {
        String windows = """
                on: {patient: who}
                available: told
                windows:
                  n: {over: P39D, take: count}
                  values: {over: P39D, take: count, of: chol}
                  sum: {over: P39D, take: sum, of: chol}
                  mean: {over: P39D, take: mean, of: chol}
                  min: {over: P39D, take: min, of: chol}
                  max: {over: P39D, take: max, of: chol}
                  last: {over: P39D, take: last, of: chol}
                """;
        DataStage stage = stage(VISITS, LABS.replace("2000-03-01", "2000-02-01"), section(windows));

        // Ann's first value is 39 days and 16 hours old on the 10th of February; bob's has no number.
        assertThat(joined(stage, "labs.n"))
                .containsExactly(
                        "ann 2000-01-10 1",
                        "ann 2000-02-10 2",
                        "bob 2000-01-10 0",
                        "bob 2000-02-20 1",
                        "eve 2000-02-20 0");
        assertThat(joined(stage, "labs.values")).contains("bob 2000-02-20 0");
        assertThat(joined(stage, "labs.sum")).contains("ann 2000-02-10 12.5", "bob 2000-02-20 null");
        assertThat(joined(stage, "labs.mean")).contains("ann 2000-02-10 6.25", "eve 2000-02-20 null");
        assertThat(joined(stage, "labs.min")).contains("ann 2000-02-10 6.0");
        assertThat(joined(stage, "labs.max")).contains("ann 2000-02-10 6.5");
        assertThat(joined(stage, "labs.last")).contains("ann 2000-02-10 6.5");
    }

    @Test
    void datesMustSayWhetherValuesOfTheSameDayAreKnown() throws IOException {
        String dated =
                section(LAST.replace("available: told\n", "")).replace("taken: {type: instant}", "taken: {type: date}");
        String labs = LABS.replaceAll("T08:00:00Z", "").replace("bob,2000-02-19,,9.0", "bob,2000-02-20,,9.0");

        assertThat(DataStage.problems(folder, dated))
                .contains("labs: same-day values: unknown whether known at decision time"
                        + " (expected: at: inclusive or at: exclusive");
        assertThat(joined(
                        stage(VISITS, labs, dated.replace("columns: [chol]", "at: inclusive\n      columns: [chol]")),
                        "labs.chol"))
                .contains("bob 2000-02-20 9.0");
        assertThat(joined(
                        stage(VISITS, labs, dated.replace("columns: [chol]", "at: exclusive\n      columns: [chol]")),
                        "labs.chol"))
                .contains("bob 2000-02-20 null");
    }

    @Test
    void whatIsToldLaterChangesOnlyDecisionsThatCouldKnowIt() throws IOException {
        RunChecks.Output before = checked(stage(VISITS, LABS, section(LAST)));
        String more = LABS + "ann,2000-02-01T08:00:00Z,2000-02-02T00:00:00Z,8.0\n";
        RunChecks.Output after = checked(stage(VISITS, more, section(LAST)));

        assertThat(DataStage.text(tables(before.examples()).get(0)))
                .isEqualTo(DataStage.text(tables(after.examples()).get(0)));
        assertThat(DataStage.text(tables(before.examples()).get(1)))
                .isNotEqualTo(DataStage.text(tables(after.examples()).get(1)));
    }

    private RunChecks.Output checked(DataStage stage) {
        return stage.check(stage.ingest("2000-06-01", context), context);
    }

    @Test
    void aJoinNamesNoRowAndIsToldInTheManifest() throws IOException {
        String join = section(LAST);
        DataStage with = stage(VISITS, LABS, join);
        Ingest.Output read = with.ingest("2000-06-01", context);
        Table plain = tables(checked(stage(VISITS, LABS, join.substring(0, join.indexOf("  joins:"))))
                        .examples())
                .get(0);
        Table wide = tables(with.check(read, context).examples()).get(0);

        assertThat(DataStage.text(wide.select(List.of("row_id", "group_id", "at"))))
                .isEqualTo(DataStage.text(plain.select(List.of("row_id", "group_id", "at"))));
        Snapshot snapshot = context.load(Snapshot.class, read.snapshot());
        assertThat(snapshot.others().orElseThrow().get("labs"))
                .extracting(Snapshot.Other::place, Snapshot.Other::rows, Snapshot.Other::licence)
                .containsExactly("labs.csv", 6L, Optional.of("ours"));
    }

    @Test
    void checksAndLeakDetectorsSeeJoinedColumns() throws IOException {
        String checks = "  checks:\n    chol: {check: range, column: labs.chol, max: 5.5}\n";
        DataStage stage = stage(VISITS, LABS, section(LAST) + checks);
        RunChecks.Output checked = checked(stage);

        assertThat(checked.rowsAside()).isEqualTo(1);
        Ingest.Output read = stage.ingest("2000-06-01", context);
        assertThat(stage.leaks(read, checked, context).judged()).isEqualTo(3);
    }

    @Test
    void refusesWhatDoesNotFitTheContracts() throws IOException {
        String fine = section(LAST);
        assertThat(problems(fine, "on: {patient: who}", "on: {patient: whom}"))
                .contains("labs: on: whom (expected: one of chol, taken, told, who). Did you mean who?");
        assertThat(problems(fine, "on: {patient: who}", "on: {patient: chol}"))
                .contains("labs: on: patient is text, chol is double (expected: the same type in both contracts)");
        assertThat(problems(fine, "on: {patient: who}", "on: {outcome: who}"))
                .contains("labs: on: outcome is known after the decision");
        assertThat(problems(fine, "available: told", "available: tolled"))
                .contains(
                        "available: tolled (expected: a date or instant column of its contract, or a delay such as P2D)");
        assertThat(problems(fine, "columns: [chol]", "columns: [col]")).contains("Did you mean chol?");
        assertThat(problems(fine, "columns: [chol]", "columns: []")).contains("what to take of the records");
        assertThat(problems(fine, "columns: [chol]", "at: inclusive\n      columns: [chol]"))
                .contains("at: where all times have a time of day (expected: none)");
        assertThat(problems(fine, "chol: {type: number}", "chol: {type: number, available: P3D}"))
                .contains("chol has an availability of its own");
        assertThat(problems(fine, "    labs:\n", "    visits:\n"))
                .contains("joins: visits is also the name of a source");
        assertThat(problems(fine, "max-age: P365D", "windows: {w: {over: P5D, take: sum, of: who}}"))
                .contains("labs: of: who is no number");
    }

    private String problems(String fine, String from, String to) throws IOException {
        assertThat(fine).contains(from);
        return DataStage.problems(folder, fine.replace(from, to));
    }
}

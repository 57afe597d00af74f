package io.volute.dataengineering.check;

import static io.volute.dataengineering.DataStage.problems;
import static io.volute.dataengineering.Visits.HEADER;
import static io.volute.dataengineering.Visits.ROWS;
import static io.volute.dataengineering.Visits.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.dataengineering.snapshot.Events;
import io.volute.dataengineering.snapshot.Ingest;
import io.volute.dataengineering.snapshot.Labels;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that stay by somebody's word, and rows that come back because somebody corrected them. */
class PardonTest {
    private static final String FAST = "fast: {check: range, column: speed, max: 45}";
    private static final String OUTCOMES = "known: {check: allowed, column: outcome, values: [ok]}";
    private static final String GONE = "0123456789abcdef";

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void keepsThePardonedRowAndSaysByWhom() throws IOException {
        List<String> fast = aside(check(ROWS, FAST, ""));
        assertThat(fast).hasSize(2);

        RunChecks.Output checked = check(ROWS, FAST, accept(fast.get(0), "fast", "A. Meyer"));

        assertThat(aside(checked)).containsExactly(fast.get(1));
        assertThat(ids(checked)).contains(fast.get(0)).doesNotContain(fast.get(1));
        assertThat(result(checked, "fast")).isEqualTo("FAIL 1 rows, 1 pardoned");
        assertThat(result(checked, "pardons")).isEqualTo("PASS 1 pardoned by A. Meyer");
        assertThat(checked.summary()).isEqualTo("1 rows quarantined, 1 pardoned");
    }

    @Test
    void keepsOnlyTheLabelOfAPardonedLateColumn() throws IOException {
        List<String> bad = aside(check(ROWS, OUTCOMES, "max-quarantined: 0.99\n"));
        assertThat(bad).hasSize(3);

        RunChecks.Output checked =
                check(ROWS, OUTCOMES, "max-quarantined: 0.99\n" + accept(bad.get(0), "known", "A. Meyer"));

        assertThat(checked.labelsAside()).isEqualTo(2);
        assertThat(context.load(DataReport.class, checked.dataReport()).positives())
                .isEqualTo(1);
    }

    @Test
    void countsNoPardonedRowInTheShareThatBlocks() throws IOException {
        List<String> fast = aside(check(ROWS, FAST, ""));

        assertThat(check(ROWS, FAST, "max-quarantined: 0\n").verdict().value()).isEqualTo("BLOCKED");
        assertThat(check(
                                ROWS,
                                FAST,
                                "max-quarantined: 0\n" + accept(fast.get(0), "fast", "A")
                                        + entry(fast.get(1), "fast", "B"))
                        .verdict()
                        .value())
                .isEqualTo("PASS");
    }

    @Test
    void tellsPardonsThatMeetNothingAndGoesOn() throws IOException {
        String slow = ids(check(ROWS, FAST, "")).get(0);

        RunChecks.Output checked =
                check(ROWS, FAST, accept(GONE, "fast", "A. Meyer") + entry(slow, "fast", "A. Meyer"));

        assertThat(checked.rowsAside()).isEqualTo(2);
        assertThat(checked.verdict().value()).isEqualTo("PASS");
        assertThat(result(checked, "pardons"))
                .isEqualTo(
                        "FAIL " + GONE + " of fast: no such row by now; " + slow + " of fast: is not set aside by it");
    }

    @Test
    void keepsARowWhoseValueIsOfAnotherTypeWithoutTheValue() throws IOException {
        String quarantine =
                section("", "").replace("speed: {type: int}", "speed: {type: int, on-bad-value: quarantine}");
        String rows = ROWS.replace("large,40", "large,forty");
        List<String> odd = aside(check(HEADER + rows, quarantine));
        assertThat(odd).hasSize(1);

        RunChecks.Output checked = check(
                HEADER + rows,
                quarantine + accept(odd.get(0), "type of speed", "B").indent(2));

        assertThat(checked.rowsAside()).isZero();
        assertThat(context.load(DataReport.class, checked.dataReport()).missingShare())
                .containsEntry("speed", 2 / 7.0);
    }

    @Test
    void refusesPardonsOfUnknownRulesAndWithoutAReason() throws IOException {
        assertThat(problems(folder, section(FAST, accept(GONE, "fats", "A"))))
                .contains("row " + GONE + " of rule fats")
                .contains("Did you mean fast?");
        assertThat(problems(folder, section(FAST, accept("12", "fast", "A"))))
                .contains("row: 12 (expected: the row_id of 16 hexadecimal digits that the quarantine tells)");
        assertThat(problems(folder, section(FAST, accept(GONE, "fast", "' '"))))
                .contains("by: nothing (expected: who says so)");
        assertThat(problems(folder, section(FAST, accept(GONE, "fast", "A") + entry(GONE, "fast", "B"))))
                .contains("stands twice (expected: once)");
    }

    /** Replay is the ordinary rerun after the source was corrected. */
    @Test
    void bringsACorrectedRowBackUnderItsIdAndTouchesNoOtherSlot() throws IOException {
        DataStage stage = keyed("max-quarantined: 0.9", "60");
        Ingest.Output read = stage.ingest("2000-06-01", context);
        RunChecks.Output before = stage.check(read, context);
        List<String> aside = aside(before);
        assertThat(aside).hasSize(1);

        DataStage corrected = keyed("max-quarantined: 0.9", "44");
        Ingest.Output again = corrected.ingest("2000-06-01", context);
        RunChecks.Output after = corrected.check(again, context);

        assertThat(aside(after)).isEmpty();
        assertThat(ids(after)).containsAll(aside).hasSize(7);
        Slot april = Slot.parse("2000-04");
        assertThat(changed(
                        texts(read.events(), Events.class, Events::rows),
                        texts(again.events(), Events.class, Events::rows)))
                .containsExactly(april);
        assertThat(changed(
                        texts(before.examples(), Examples.class, Examples::rows),
                        texts(after.examples(), Examples.class, Examples::rows)))
                .containsExactly(april);
        assertThat(texts(again.labels(), Labels.class, Labels::rows))
                .isEqualTo(texts(read.labels(), Labels.class, Labels::rows));
    }

    private DataStage keyed(String more, String speed) throws IOException {
        List<String> rows = ROWS.replace("large,60", "large," + speed).lines().toList();
        StringBuilder file = new StringBuilder("visit," + HEADER);
        for (int i = 0; i < rows.size(); i++) {
            file.append(i).append(',').append(rows.get(i)).append('\n');
        }
        String section = section("fast: {check: range, column: speed, max: 55}", more)
                .replace("decision-time: day", "decision-time: day\n    key: [visit]")
                .replace("      day: {type: date}", "      day: {type: date}\n      visit: {type: int}");
        Files.writeString(folder.resolve("visits.csv"), file.toString());
        return DataStage.load(folder, section);
    }

    private static List<Slot> changed(SortedMap<Slot, String> before, SortedMap<Slot, String> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        return before.keySet().stream()
                .filter(slot -> !Objects.equals(before.get(slot), after.get(slot)))
                .toList();
    }

    private <T> SortedMap<Slot, String> texts(
            SortedMap<Slot, Artifact<T>> slots, Class<T> type, Function<T, Table> rows) {
        SortedMap<Slot, String> texts = new TreeMap<>();
        slots.forEach((slot, artifact) -> texts.put(slot, DataStage.text(rows.apply(context.load(type, artifact)))));
        return texts;
    }

    private static String accept(String row, String rule, String by) {
        return "accept:\n" + entry(row, rule, by);
    }

    private static String entry(String row, String rule, String by) {
        return "  - {row: \"" + row + "\", rule: " + rule + ", reason: seen on film, by: " + by + "}\n";
    }

    private RunChecks.Output check(String rows, String checks, String more) throws IOException {
        return check(HEADER + rows, section(checks, more.contains("max-q") ? more : "max-quarantined: 0.9\n" + more));
    }

    private RunChecks.Output check(String file, String section) throws IOException {
        DataStage stage = Visits.stageWith(folder, file, section);
        return stage.check(stage.ingest("2000-06-01", context), context);
    }

    private List<String> aside(RunChecks.Output checked) {
        return texts(context.load(Quarantine.class, checked.quarantine()).rows().column("row_id"));
    }

    private List<String> ids(RunChecks.Output checked) {
        List<String> ids = new ArrayList<>();
        checked.examples()
                .values()
                .forEach(slot -> ids.addAll(
                        texts(context.load(Examples.class, slot).rows().column(Examples.ROW_ID))));
        return ids;
    }

    private static List<String> texts(Column column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            texts.add(column.textAt(row));
        }
        return texts;
    }

    private String result(RunChecks.Output checked, String id) {
        return context.load(DataReport.class, checked.dataReport()).checks().stream()
                .filter(check -> check.id().equals(id))
                .map(check -> check.status() + " " + check.value())
                .findFirst()
                .orElse("");
    }
}

package io.volute.dataengineering.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.check.RunChecks;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that are made of events, and labels whose batch is withdrawn. */
class EventLabelsTest {
    private static final String OFFERS = """
            user,made
            ann,2000-01-01T12:00:00Z
            bob,2000-01-01T12:00:00Z
            cid,2000-01-01T12:00:00Z
            dot,2000-01-01T12:00:00Z
            eve,2000-01-20T12:00:00Z
            fay,2000-01-20T12:00:00Z
            """;
    /** Ann's first one comes at the very decision and counts not; bob's at the last moment; cid's a second too late. */
    private static final String EVENTS = """
            who,kind,seen,batch
            ann,cancel,2000-01-01T12:00:00Z,b1
            ann,cancel,2000-01-02T12:00:00Z,b1
            ann,cancel,2000-01-09T12:00:00Z,b1
            bob,cancel,2000-01-15T12:00:00Z,b1
            cid,cancel,2000-01-15T12:00:01Z,b1
            dot,call,2000-01-03T12:00:00Z,b1
            eve,cancel,2000-01-25T12:00:00Z,b2
            """;

    private static final String SECTION = """
            data-engineering:
              sources:
                offers: {type: csv, path: offers.csv}
              contract:
                decision-time: made
                columns:
                  user: {type: category}
                  made: {type: instant}
              label:
                name: cancelled
                event:
                  source: {type: csv, path: events.csv}
                  contract:
                    event-time: seen
                    columns:
                      who: {type: category}
                      kind: {type: category}
                      seen: {type: instant}
                      batch: {type: category}
                  on: {user: who}
                  where: kind = 'cancel'
                  window: P14D
                  delay: P3D
              split: {folds: 1, every: P1M}
            """;

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    private DataStage stage(String section) throws IOException {
        Files.writeString(folder.resolve("offers.csv"), OFFERS);
        Files.writeString(folder.resolve("events.csv"), EVENTS);
        return DataStage.load(folder, section);
    }

    private RunChecks.Output checked(DataStage stage, String day) {
        return stage.check(stage.ingest(day, context), context);
    }

    /** Labels by user, of those who have one. */
    private SortedMap<String, String> labels(DataStage stage, String day) {
        RunChecks.Output checked = checked(stage, day);
        SortedMap<String, String> users = new TreeMap<>();
        checked.examples().forEach((slot, artifact) -> {
            Table rows = context.load(Examples.class, artifact).rows();
            for (int row = 0; row < rows.rows(); row++) {
                users.put(rows.column("row_id").textAt(row), rows.column("user").textAt(row));
            }
        });
        SortedMap<String, String> labels = new TreeMap<>();
        checked.truth().forEach((slot, artifact) -> {
            Table truth = context.load(Truth.class, artifact).rows();
            for (int row = 0; row < truth.rows(); row++) {
                Column label = truth.column(Truth.LABEL);
                labels.put(
                        users.getOrDefault(truth.column("row_id").textAt(row), "?"),
                        label.boolAt(row) + " " + truth.column("cancelled.days").valueAt(row));
            }
        });
        return labels;
    }

    @Test
    void anEventWithinTheWindowMakesThePositive() throws IOException {
        assertThat(labels(stage(SECTION), "2000-03-01"))
                .hasToString(
                        "{ann=true 1.0, bob=true 14.0, cid=false null, dot=false null, eve=true 5.0, fay=false null}");
    }

    /** A label exists when window and delay have passed, and no label of the same day before: not eve's, though positive. */
    @Test
    void immatureRowsHaveNoLabelWhateverHappenedToThem() throws IOException {
        DataStage stage = stage(SECTION);

        assertThat(labels(stage, "2000-01-18")).isEmpty();
        assertThat(labels(stage, "2000-01-19")).containsOnlyKeys("ann", "bob", "cid", "dot");
        assertThat(labels(stage, "2000-02-06")).containsOnlyKeys("ann", "bob", "cid", "dot");
        assertThat(labels(stage, "2000-02-07")).containsKeys("eve", "fay");
    }

    /** DE25: of six rows one more is positive after 7 days than after 1, and one more after 14 than after 7. */
    @Test
    void theReportTellsWhatLongerWindowsTurnAndHowLongEventsTake() throws IOException {
        RunChecks.Output checked = checked(stage(SECTION), "2000-03-01");
        DataReport.LabelDelay delay = context.load(DataReport.class, checked.dataReport())
                .labelDelay()
                .orElseThrow();

        assertFlips(delay.flipped());
        assertFlips(flips(1, 14, 5));
        assertThat(delay.p50Days()).contains(5.0);
        assertThat(delay.p90Days().orElseThrow()).isCloseTo(12.2, within(1e-9));
    }

    /** The obvious join, each user's newest event, takes ann's second cancellation, on day 8, for her first. */
    @Test
    void theNewestEventTellsOtherFlips() {
        assertThatThrownBy(() -> assertFlips(flips(8, 14, 5))).isInstanceOf(AssertionError.class);
    }

    private static void assertFlips(List<DataReport.Flipped> flips) {
        assertThat(flips)
                .containsExactly(new DataReport.Flipped(1, 7, 1, 1.0 / 6), new DataReport.Flipped(7, 14, 1, 1.0 / 6));
    }

    /** Of six users those who had an event after so many days. */
    private static List<DataReport.Flipped> flips(int... days) {
        int[] windows = {1, 7, 14};
        List<DataReport.Flipped> flips = new ArrayList<>();
        for (int i = 1; i < windows.length; i++) {
            int from = windows[i - 1];
            int to = windows[i];
            long turned =
                    Arrays.stream(days).filter(day -> day > from && day <= to).count();
            flips.add(new DataReport.Flipped(from, to, turned, turned / 6.0));
        }
        return flips;
    }

    /** DE24: whoever had only withdrawn events has no label any more, and is no negative either. */
    @Test
    void aWithdrawnBatchTakesItsLabelsAway() throws IOException {
        String withdrawn = SECTION.replace("    event:\n", "    batch: batch\n    withdrawn: [b2]\n    event:\n");

        assertWithdrawn(labels(stage(withdrawn), "2000-03-01"));
    }

    /** The obvious way to withdraw makes negatives of those of whom nothing is known. */
    @Test
    void aBatchWhoseEventsAreDeletedLeavesWrongNegatives() throws IOException {
        DataStage stage = stage(SECTION);
        Files.writeString(
                folder.resolve("events.csv"),
                EVENTS.lines().filter(line -> !line.endsWith(",b2")).collect(Collectors.joining("\n", "", "\n")));

        assertThatThrownBy(() -> assertWithdrawn(labels(stage, "2000-03-01")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("eve=false");
    }

    private static void assertWithdrawn(SortedMap<String, String> labels) {
        assertThat(labels).hasToString("{ann=true 1.0, bob=true 14.0, cid=false null, dot=false null, fay=false null}");
    }

    @Test
    void aWithdrawnBatchOfWrittenLabelsIsLeftOut() throws IOException {
        Files.writeString(folder.resolve("offers.csv"), """
                user,made,churned,labelled
                ann,2000-01-01T12:00:00Z,yes,b1
                bob,2000-01-01T12:00:00Z,no,b2
                cid,2000-01-02T12:00:00Z,no,b1
                """);
        String written = """
                data-engineering:
                  sources:
                    offers: {type: csv, path: offers.csv}
                  contract:
                    decision-time: made
                    columns:
                      user: {type: category}
                      made: {type: instant}
                      churned: {type: category, available: P5D}
                      labelled: {type: category, available: P8D}
                  label: {name: churn, value: "churned = 'yes'", batch: labelled}
                  split: {folds: 1, every: P1M}
                """;
        DataStage all = DataStage.load(folder, written);

        // The label waits for the column that says whom to believe.
        assertThat(checked(all, "2000-01-07").truth().values())
                .allSatisfy(slot -> assertThat(
                                context.load(Truth.class, slot).rows().rows())
                        .isZero());
        assertThat(rows(checked(all, "2000-02-01"))).isEqualTo(3);
        DataStage less = DataStage.load(folder, written.replace("batch: labelled", "batch: labelled, withdrawn: [b2]"));
        assertThat(rows(checked(less, "2000-02-01"))).isEqualTo(2);
    }

    private int rows(RunChecks.Output checked) {
        return checked.truth().values().stream()
                .mapToInt(slot -> context.load(Truth.class, slot).rows().rows())
                .sum();
    }

    @Test
    void wholeDaysCountFromTheFirstOneAfterWhatTheDecisionKnows() throws IOException {
        Files.writeString(folder.resolve("offers.csv"), "user,made\nann,2000-01-01\nbob,2000-01-01\ncid,2000-01-01\n");
        Files.writeString(
                folder.resolve("events.csv"),
                "who,kind,seen,batch\nann,cancel,2000-01-01,b\nbob,cancel,2000-01-14,b\ncid,cancel,2000-01-15,b\n");
        String dated = SECTION.replace("type: instant", "type: date");
        String exclusive = dated.replace("    where:", "    at: exclusive\n      where:");
        String inclusive = dated.replace("    where:", "    at: inclusive\n      where:");

        assertThat(DataStage.problems(folder, dated)).contains("cancelled: same-day values: unknown");
        DataStage before = DataStage.load(folder, exclusive);
        assertThat(labels(before, "2000-01-17")).isEmpty();
        assertThat(labels(before, "2000-01-18")).hasToString("{ann=true 1.0, bob=true 14.0, cid=false null}");
        DataStage after = DataStage.load(folder, inclusive);
        assertThat(labels(after, "2000-01-18")).isEmpty();
        assertThat(labels(after, "2000-01-19")).hasToString("{ann=false null, bob=true 13.0, cid=true 14.0}");
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        assertThat(problems("on: {user: who}", "on: {user: whom}")).contains("Did you mean who?");
        assertThat(problems("where: kind = 'cancel'", "where: kin = 'cancel'")).contains("kin");
        assertThat(problems("window: P14D", "window: P0D")).contains("window: P0D (expected: a period such as P14D)");
        assertThat(problems("name: cancelled", "name: user")).contains("user is in the contract");
        assertThat(problems("name: cancelled", "name: offers")).contains("offers is also the name of a source");
        assertThat(problems("name: cancelled", "name: cancelled\n    value: kind = 'x'"))
                .contains("label: both value and event (expected: one of value");
        assertThat(problems("name: cancelled", "name: cancelled\n    withdrawn: [b]"))
                .contains("withdrawn without batch");
        assertThat(problems("name: cancelled", "name: cancelled\n    batch: batches"))
                .contains("cancelled: batch: batches (expected: one of batch, kind, seen, who)");
    }

    private String problems(String from, String to) throws IOException {
        assertThat(SECTION).contains(from);
        return DataStage.problems(folder, SECTION.replace(from, to));
    }
}

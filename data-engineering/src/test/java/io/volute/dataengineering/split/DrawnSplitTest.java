package io.volute.dataengineering.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Patients;
import io.volute.dataengineering.Visits;
import io.volute.statistics.random.Lots;
import io.volute.statistics.random.SplitMix;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits of rows without a time, and of labels that are classes or numbers. */
class DrawnSplitTest {
    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void drawsAValidationAndATest() throws IOException {
        Split split = split(patients(200, 3), Patients.section("column: days", "split: {seed: 9}"));

        assertThat(split.folds())
                .containsExactly(
                        new Split.Fold(
                                "validation", Slot.ALL.start(), Slot.ALL.end(), Optional.of(new Split.Draw(9, .6, .8))),
                        new Split.Fold(
                                "test", Slot.ALL.start(), Slot.ALL.end(), Optional.of(new Split.Draw(9, .8, 1))));
    }

    /** DE07; the obvious implementation, a lot for each row, is rejected by the same assertion. */
    @Test
    void duplicatesNeverStraddle() throws IOException {
        // Each patient stands there twice, with another outcome.
        String rows = patients(300, 3) + patients(300, 3).replace("true", "false");
        DataStage stage = Patients.stage(folder, rows, Patients.section("column: days", ""));
        Table examples = Patients.examples(stage, context);
        long[] ids = longs(examples.column(Examples.ROW_ID));

        Lots lots = Lots.draw(1, ids, longs(examples.column(Examples.GROUP_ID)), new int[ids.length]);

        assertNoTwinsStraddle(examples, row -> lots.within(row, .8));
        assertThatThrownBy(() -> assertNoTwinsStraddle(examples, row -> SplitMix.u(ids[row], 1) < .8))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertNoTwinsStraddle(Table examples, IntPredicate trains) {
        Map<Boolean, Set<String>> sides = IntStream.range(0, examples.rows())
                .boxed()
                .collect(Collectors.partitioningBy(
                        trains::test,
                        Collectors.mapping(
                                row -> examples.column("age").valueAt(row) + " "
                                        + examples.column("ward").valueAt(row),
                                Collectors.toSet())));
        assertThat(sides.getOrDefault(true, Set.of())).doesNotContainAnyElementsOf(sides.getOrDefault(false, Set.of()));
    }

    @Test
    void eachClassHasItsShareOnEachSide() throws IOException {
        DataStage stage = Patients.stage(folder, patients(500, 5), Patients.section("column: grade", ""));
        Table examples = Patients.examples(stage, context);
        Map<String, Integer> kinds = new HashMap<>();
        Table truth = Patients.truth(stage, context).rows();
        Map<String, String> labels = new HashMap<>();
        for (int row = 0; row < truth.rows(); row++) {
            labels.put(truth.column("row_id").textAt(row), truth.column("label").textAt(row));
        }
        Column id = examples.column(Examples.ROW_ID);
        int[] kind = IntStream.range(0, examples.rows())
                .map(row -> kinds.computeIfAbsent(labels.getOrDefault(id.textAt(row), ""), name -> kinds.size()))
                .toArray();

        Lots lots = Lots.draw(1, longs(id), longs(examples.column(Examples.GROUP_ID)), kind);

        kinds.values()
                .forEach(number -> assertThat(IntStream.range(0, kind.length)
                                .filter(row -> kind[row] == number && lots.within(row, .6))
                                .count())
                        .isEqualTo(60));
    }

    @Test
    void refusesAClassOfTooFewRows() {
        assertRefused(
                        patients(100, 2) + "31,Z,rare,3,true\n",
                        Patients.section("column: grade", ""),
                        DataError.SPLIT_IMPOSSIBLE)
                .hasMessageContaining("class `rare` has 1 row (expected at least 5")
                .hasMessageContaining(
                        "fix: merge it with another class in the source, drop its rows, or set it aside with"
                                + " an allowed check");
    }

    @Test
    void goesOnOnceTheRareClassIsSetAside() throws IOException {
        String section = Patients.section(
                "column: grade",
                "checks:\n  grades: {check: allowed, column: grade, values: [g0, g1], severity: block-row}");

        assertThat(split(patients(100, 2) + "31,Z,rare,3,true\n", section).folds())
                .hasSize(2);
    }

    @Test
    void refusesATargetThatNeverChangesInWordsThatFitIt() {
        assertRefused(patients(20, 1), Patients.section("column: grade", ""), DataError.CONSTANT_TARGET)
                .hasMessageContaining("label: `g0` in all 20 rows (expected: two classes or more)")
                .hasMessageContaining("data-engineering.label.column");
        assertRefused(
                        "30,A,mild,4,true\n31,A,mild,4,true\n",
                        Patients.section("column: days", ""),
                        DataError.CONSTANT_TARGET)
                .hasMessageContaining("label: 4 in all 2 rows (expected: numbers that differ)");
    }

    @Test
    void refusesASideWithoutAnyRow() {
        assertRefused(
                        "30,A,mild,4,true\n31,A,mild,5,true\n",
                        Patients.section("column: days", ""),
                        DataError.SPLIT_IMPOSSIBLE)
                .hasMessageContaining("has no label among the rows that judge (expected: at least one)")
                .hasMessageContaining("fix: bring more rows");
    }

    @Test
    void refusesAClassThatNoFoldKnewOf() {
        String dated = "day,size,speed,outcome,bill\n"
                + "2000-01-05,small,1,ok,1\n2000-01-06,small,2,bad,1\n".repeat(5)
                + "2000-04-05,small,1,ok,1\n2000-04-06,small,2,new,1\n".repeat(5);

        assertThatThrownBy(() ->
                        dated(dated, Visits.section("", "").replace("value: \"outcome = 'bad'\"", "column: outcome")))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.SPLIT_IMPOSSIBLE))
                .hasMessageContaining("fold 2000-04-01 has no label `new` known before it begins")
                .hasMessageContaining("declare fewer folds than 1");
    }

    /** DE08: dated rows are judged by what came after; drawn ones, told from all times, are rejected by the same assertion. */
    @Test
    void datedRowsAreJudgedByModelsOfThePast() throws IOException {
        String rows = Visits.HEADER
                + IntStream.range(0, 80)
                        .mapToObj(row -> "2000-0" + (1 + row / 20) + "-11,small," + row + ","
                                + (row % 2 == 0 ? "ok" : "bad") + ",1\n")
                        .collect(Collectors.joining());
        String byTime = Visits.section("", "");

        assertTrainsOnThePast(rows, byTime);
        assertThatThrownBy(() -> assertTrainsOnThePast(rows, byTime.replace("split: {", "split: {type: random, ")))
                .isInstanceOf(AssertionError.class);
    }

    private void assertTrainsOnThePast(String rows, String section) throws IOException {
        DataStage stage = Visits.stageWith(folder, rows, section);
        var read = stage.ingest("2000-05-01", context);
        var checked = stage.check(read, context);
        Split split = context.load(
                Split.class,
                stage.split(checked, stage.leaks(read, checked, context), context)
                        .split());
        Table examples = Table.concat(checked.examples().values().stream()
                .map(slot -> context.load(Examples.class, slot).rows())
                .toList());
        Column at = examples.column(Examples.AT);
        Split.Fold fold = split.folds().get(split.folds().size() - 1);
        long[] ids = longs(examples.column(Examples.ROW_ID));
        IntPredicate trains = fold.draw()
                .<IntPredicate>map(draw -> {
                    Lots lots =
                            Lots.draw(draw.seed(), ids, longs(examples.column(Examples.GROUP_ID)), new int[ids.length]);
                    return row -> lots.within(row, draw.train());
                })
                .orElse(row -> at.instantAt(row).isBefore(fold.from()));
        Instant newest = IntStream.range(0, ids.length)
                .filter(trains)
                .mapToObj(at::instantAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(IntStream.range(0, ids.length).filter(trains.negate()).mapToObj(at::instantAt))
                .isNotEmpty()
                .allMatch(newest::isBefore);
    }

    /** DE08 */
    @Test
    void warnsOfARandomSplitOfDatedRows() throws IOException {
        String random = Visits.section("", "").replace("split: {", "split: {type: random, ");
        String rows = Visits.HEADER
                + IntStream.range(0, 80)
                        .mapToObj(row -> "2000-0" + (1 + row / 20) + "-11,small," + row + ","
                                + (row % 2 == 0 ? "ok" : "bad") + ",1\n")
                        .collect(Collectors.joining());

        assertThat(dated(rows, random).warning().orElseThrow())
                .contains("random on rows that have a decision time flatters");
        assertThat(dated(rows, random).summary()).startsWith("WARN  split: random");
        assertThat(dated(rows, Visits.section("", "")).warning()).isEmpty();
    }

    @Test
    void refusesPeriodsOfRowsThatHaveNoTime() throws IOException {
        assertThat(DataStage.problems(folder, Patients.section("column: days", "split: {type: time}")))
                .contains("split: type time, but the contract has no decision-time");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            String rows, String section, DataError code) {
        return assertThatThrownBy(() -> split(rows, section))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Split split(String rows, String section) throws IOException {
        return context.load(
                Split.class, run(Patients.stage(folder, rows, section)).split());
    }

    private MakeSplit.Output dated(String file, String section) throws IOException {
        return run(Visits.stageWith(folder, file, section));
    }

    private MakeSplit.Output run(DataStage stage) {
        var read = stage.ingest("2000-05-01", context);
        var checked = stage.check(read, context);
        return stage.split(checked, stage.leaks(read, checked, context), context);
    }

    private static long[] longs(Column ids) {
        return IntStream.range(0, ids.rows())
                .mapToLong(row -> Long.parseUnsignedLong(ids.textAt(row), 16))
                .toArray();
    }

    /** So many patients of so many grades, each another one. */
    private static String patients(int rows, int grades) {
        Set<String> lines = new HashSet<>();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            String line = row + ",W" + row % 7 + ",g" + row % grades + "," + row * 7 % 31 + ",true\n";
            text.append(lines.add(line) ? line : "");
        }
        return text.toString();
    }
}

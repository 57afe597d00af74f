package io.volute.dataengineering.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.statistics.association.Associations;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DE11; counts of the shipped example were taken with Python's csv module. */
class FindLeaksTest {
    private static final String COST = "Cost Total $: {type: int, available: never}";

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void findsTheCostByItsSegmentAndNoHonestFeature() throws IOException {
        Leakage leakage = leakage(strikes(UnaryOperator.identity()), "2002-08-01");

        assertFindsTheCostAndNothingHonest(columns(leakage, Detector.POWER, Detector.SEGMENT));
        Finding cost = only(leakage, Detector.SEGMENT, "Cost Total $");
        assertThat(cost.segment()).isEqualTo("> 0");
        assertThat(List.of(cost.positives(), cost.rows())).containsExactly(138L, 192L);
        assertThat(leakage.verdict().value()).isEqualTo("PASS");
        assertThat(only(leakage, Detector.CONTRADICTION, "Cost Total $").message())
                .startsWith("54 rows with Cost Total $ > 0 have the other label");
    }

    /** The obvious detector: the cost ranks 0.5 for all but 194 of 10,000 rows, so that its area is .61. */
    @Test
    void theAreaAloneMissesTheCost() throws IOException {
        Set<String> byAreaAlone = columns(leakage(strikes(UnaryOperator.identity()), "2002-08-01"), Detector.POWER);

        assertThatThrownBy(() -> assertFindsTheCostAndNothingHonest(byAreaAlone))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cost Total $");
    }

    private static void assertFindsTheCostAndNothingHonest(Set<String> columns) {
        assertThat(columns)
                .contains("Cost Total $")
                .isSubsetOf("Cost Total $", "Cost Repair", "Effect Amount of damage");
    }

    @Test
    void blocksTheCostOnceItIsDeclaredToBeKnownAtTheDecision() throws IOException {
        DataStage strikes = strikes(section -> section.replace(COST, "Cost Total $: {type: int}"));

        assertThat(leakage(strikes, "2000-01-01").verdict().value()).isEqualTo("BLOCKED");
        assertThatThrownBy(() -> split(strikes, "2000-01-01"))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.LEAK))
                .hasMessageContaining("Cost Total $ > 0: 78 of 119 rows are damaged")
                .hasMessageContaining("fix: say when the column is known");
    }

    @Test
    void goesOnWithALeakThatIsAcceptedForAReason() throws IOException {
        DataStage strikes = strikes(section -> section.replace(COST, "Cost Total $: {type: int}")
                + "  leakage: {accept: {Cost Total $: the bill is asked for by telephone}}\n");

        Leakage leakage = leakage(strikes, "2000-01-01");

        assertThat(leakage.verdict().value()).isEqualTo("PASS");
        assertThat(only(leakage, Detector.SEGMENT, "Cost Total $").message())
                .endsWith("accepted: the bill is asked for by telephone");
        split(strikes, "2000-01-01");
    }

    @Test
    void refusesToAcceptWhatBlocksNothing() throws IOException {
        DataStage.in(folder, UnaryOperator.identity(), UnaryOperator.identity());
        String section = DataStage.section();

        assertThat(DataStage.problems(folder, section + "  leakage: {accept: {Cost Total $: it is known}}\n"))
                .contains("accepts column Cost Total $ (expected: a column of the contract that is available now)");
        assertThat(DataStage.problems(folder, section + "  leakage: {accept: {Wildlife size: it is known}}\n"))
                .contains("Did you mean Wildlife Size?");
        assertThat(DataStage.problems(folder, section + "  leakage: {accept: {Wildlife Size: ' '}}\n"))
                .contains("Wildlife Size without a reason");
    }

    @Test
    void whatItRemembersOfTheLastMonthChangesNothing() throws IOException {
        DataStage once = strikes(UnaryOperator.identity());
        DataStage twice = DataStage.load(folder, DataStage.section());
        find(twice, "1999-03-01");
        find(twice, "2001-03-01");

        assertThat(leakage(twice, "2000-03-01")).isEqualTo(leakage(once, "2000-03-01"));
    }

    @Test
    void blocksANumberThatRanksNearlyPerfectlyAndWarnsOfOneThatRanksWell() throws IOException {
        assertThat(severity(visits(4, 0), Detector.POWER, "speed")).isEqualTo(Severity.BLOCK);
        assertThat(severity(visits(2, 0), Detector.POWER, "speed")).isEqualTo(Severity.WARN);
        assertThat(of(visits(1, 0), Detector.POWER)).isEmpty();
        // Low numbers may tell the event as well as high ones.
        assertThat(severity(visits(-4, 0), Detector.POWER, "speed")).isEqualTo(Severity.BLOCK);
    }

    @Test
    void warnsOfAFileThatIsSortedByItsOutcome() throws IOException {
        assertThat(severity(visits(0, 0).sorted(), Detector.ORDER, "")).isEqualTo(Severity.WARN);
        assertThat(of(visits(0, 0), Detector.ORDER)).isEmpty();
    }

    /** The obvious detector, a rank correlation over the whole file, takes the trend for a leak. */
    @Test
    void isNotMisledByAShareThatRisesOverTheYears() throws IOException {
        Rows rising = visits(0, .08);

        assertThat(of(rising, Detector.ORDER)).isEmpty();
        double[] line = new double[rising.bad.size()];
        Arrays.setAll(line, row -> row);
        double[] label = new double[rising.bad.size()];
        Arrays.setAll(label, row -> rising.bad.get(row) ? 1 : 0);
        assertThat(Associations.spearman(line, label).orElseThrow()).isGreaterThan(.1);
    }

    @Test
    void tellsRowsThatComeAgainInAnotherPeriodAndTwinsWithTheOtherLabel() throws IOException {
        String file = Visits.HEADER
                + "2000-01-05,small,10,ok,1\n2000-01-05,small,10,bad,2\n2000-03-01,small,10,ok,4\n".repeat(40);

        Leakage leakage = leakage(Visits.stageWith(folder, file, Visits.section("", "")), "2000-06-01");

        assertThat(only(leakage, Detector.CONTRADICTION, "").rows()).isEqualTo(80);
        assertThat(only(leakage, Detector.REPETITION, "").rows()).isEqualTo(40);
    }

    @Test
    void saysNothingOfTooFewLabels() throws IOException {
        Leakage leakage = leakage(Visits.stage(folder, Visits.ROWS, ""), "2000-05-01");

        assertThat(leakage.verdict().value()).isEqualTo("PASS");
        assertThat(leakage.verdict().why()).isEqualTo("too few labels to judge by: 3 of 7 rows are bad");
        assertThat(leakage.findings()).extracting(Finding::detector).containsOnly(Detector.AVAILABILITY);
    }

    /** 600 visits of six months, the speed of the bad ones shifted by so many standard deviations. */
    private static Rows visits(double shift, double rise) {
        Draws draws = Draws.of(11);
        String[] rows = new String[600];
        List<Boolean> bad = new ArrayList<>();
        for (int row = 0; row < 600; row++) {
            int month = 1 + row / 100;
            boolean isBad = draws.uniform() < .25 + rise * (month - 1);
            bad.add(isBad);
            long speed = Math.round(1_000 + 100 * draws.normal() + (isBad ? 100 * shift : 0));
            rows[row] = "2000-0" + month + "-10,size" + row % 7 + "," + speed + "," + (isBad ? "bad" : "ok") + ",1";
        }
        return new Rows(List.of(rows), bad);
    }

    /** Lines of a file with the label of each. */
    private record Rows(List<String> lines, List<Boolean> bad) {
        Rows sorted() {
            return new Rows(
                    lines.stream()
                            .sorted(Comparator.comparing(line -> line.contains("bad")))
                            .toList(),
                    bad.stream().sorted().toList());
        }
    }

    private Severity severity(Rows rows, Detector detector, String column) throws IOException {
        return only(leakage(rows), detector, column).severity();
    }

    private List<Finding> of(Rows rows, Detector detector) throws IOException {
        return leakage(rows).findings().stream()
                .filter(finding ->
                        finding.detector() == detector && !finding.column().equals("outcome"))
                .toList();
    }

    private Leakage leakage(Rows rows) throws IOException {
        String file = Visits.HEADER + String.join("\n", rows.lines) + "\n";
        return leakage(Visits.stageWith(folder, file, Visits.section("", "")), "2000-08-01");
    }

    private static Finding only(Leakage leakage, Detector detector, String column) {
        List<Finding> found = leakage.findings().stream()
                .filter(finding ->
                        finding.detector() == detector && finding.column().equals(column))
                .toList();
        assertThat(found).as(detector + " of " + column).hasSize(1);
        return found.get(0);
    }

    private static Set<String> columns(Leakage leakage, Detector... detectors) {
        Set<String> columns = new TreeSet<>();
        leakage.findings().stream()
                .filter(finding -> List.of(detectors).contains(finding.detector()))
                .forEach(finding -> columns.add(finding.column()));
        return columns;
    }

    private DataStage strikes(UnaryOperator<String> section) throws IOException {
        return DataStage.in(folder, section, UnaryOperator.identity());
    }

    private FindLeaks.Output find(DataStage stage, String day) {
        var read = stage.ingest(day, context);
        return stage.leaks(read, stage.check(read, context), context);
    }

    private Leakage leakage(DataStage stage, String day) {
        return context.load(Leakage.class, find(stage, day).leakage());
    }

    private void split(DataStage stage, String day) {
        var read = stage.ingest(day, context);
        var checked = stage.check(read, context);
        stage.split(checked, stage.leaks(read, checked, context), context);
    }
}

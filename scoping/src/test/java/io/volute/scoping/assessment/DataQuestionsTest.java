package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.scoping.threshold.Threshold;
import io.volute.scoping.threshold.Threshold.Limit;
import io.volute.statistics.Estimate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** S1 to S6: what the data say of metric and labels; the statistics behind them are tested where they are. */
class DataQuestionsTest {
    private final Asked asked = new Asked().complete().strikes();

    @Test
    void theBaselineIsComputedAgainAndADeclaredOneMayBeOffByTwoStandardErrors() {
        asked.declared = Optional.of(540.0);
        assertThat(asked.check("S1").status()).isEqualTo("PASS");
        asked.declared = Optional.of(800.0);
        assertThat(asked.check("S1").status()).isEqualTo("FAIL");
        assertThat(asked.check("S1").value()).contains("declared as 800 $");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
    }

    @Test
    void fewWeeksAndOutcomesThatNeverCameAreNoPass() {
        asked.window = Optional.of(Period.ofDays(70));
        assertThat(asked.check("S1").status()).isEqualTo("PASS");
        asked.window = Optional.of(Period.ofDays(40));
        assertThat(asked.check("S1").status()).isNotEqualTo("PASS");
        asked.window = Optional.of(Period.ofYears(1));
        asked.truth.replaceAll((slot, truth) -> new Truth(truth.rows().filter(row -> row % 8 != 3)));
        assertThat(asked.check("S1").status()).isEqualTo("FAIL");
        assertThat(asked.check("S1").value()).contains("of those old enough have an outcome");
    }

    @Test
    void splitsOfUnitsFindNothingAndAreNotMadeWhereNobodySaysWhoComesBack() {
        ScopeCheck sane = asked.check("S2");
        assertThat(sane.status()).isEqualTo("PASS");
        assertThat(sane.measured().orElseThrow().value()).isBetween(.035, .065);
        asked.recurs = Optional.empty();
        assertThat(asked.check("S2").status()).isEqualTo("UNKNOWN");
        asked.recurs = Optional.of(Recurs.UNKNOWN);
        assertThat(asked.check("S2").status()).as("randhie has no person id").isEqualTo("UNKNOWN");
    }

    @Test
    void splitsOfUnitsFindTooMuchWhereRowsOfOneUnitGoTogether() {
        // Forty rows of a unit are alike, and are analysed as if each stood for itself.
        asked.examples.replaceAll((slot, rows) -> grouped(rows, row -> slot + "-" + row % 10));
        asked.recurs = Optional.of(Recurs.GROUPED);
        assertThat(asked.check("S2").status()).isEqualTo("FAIL");
        assertThat(asked.check("S2").measured().orElseThrow().value()).isGreaterThan(.08);
    }

    @Test
    void labelsThatComeLaterThanPlannedStop() {
        asked.label = delayMax(29);
        assertThat(asked.check("S4").status()).isEqualTo("FAIL");
        assertThat(asked.check("S4").remedy()).isEqualTo("find a label that comes within P29D");
    }

    @Test
    void twoOpinionsOnALabelAreHeldAgainstEachOther() {
        // Of the 110 events every other is big, so "big" agrees with half of them: po .95, pe .855 + .005; kappa .6429.
        asked.label = second("kind = 'big'");
        asked.truth.replaceAll((slot, truth) -> truth);
        ScopeCheck check = asked.check("S5");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(.6429, within(5e-4));
        assertThat(check.status()).isEqualTo("WARN");
        asked.label = second("label");
        assertThat(asked.check("S5").status()).isIn("PASS", "UNKNOWN");
    }

    @Test
    void labelsSeenOnlyWhereSomebodyActedTellOfThePolicy() {
        asked.label = Optional.of(new LabelPlanSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty()));
        assertThat(asked.check("S5").status()).isEqualTo("FAIL");
        assertThat(asked.check("S5").remedy()).contains("act by lot on at least 1 %");
        assertThat(asked.check("S8").status()).as("a ceiling of the policy").isEqualTo("UNKNOWN");
        assertThat(asked.check("S9").status()).as("a value of the policy").isEqualTo("UNKNOWN");
    }

    @Test
    void rowsWhoseLabelAnotherColumnGivesTheLieAreCounted() {
        asked.leakage =
                leakage(finding(Detector.CONTRADICTION, "Cost", 155, 100, Severity.INFO, "55 rows with Cost > 0"));
        ScopeCheck check = asked.check("S5");
        assertThat(check.status()).isEqualTo("WARN");
        assertThat(check.value()).contains("55 rows with Cost > 0");
        assertThat(check.measured().orElseThrow().value()).isEqualTo(55);
    }

    @Test
    void aFeatureThatKnowsTooMuchStopsAndALateColumnIsOnlyTold() {
        asked.leakage = leakage(finding(Detector.POWER, "Cost", 0, 0, Severity.INFO, "Cost: alone ranks"));
        assertThat(asked.check("S6").status()).isEqualTo("PASS");
        assertThat(asked.check("S6").value()).contains("known too late, and would tell the label: Cost");
        asked.leakage = leakage(finding(Detector.POWER, "Cost", 0, 0, Severity.WARN, "Cost: alone ranks"));
        assertThat(asked.check("S6").status()).isEqualTo("WARN");
        asked.leakage = leakage(finding(Detector.POWER, "Cost", 0, 0, Severity.BLOCK, "Cost: alone ranks"));
        assertThat(asked.check("S6").status()).isEqualTo("FAIL");
        assertThat(asked.check("S6").measured().orElseThrow().value()).isEqualTo(.99);
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
    }

    @Test
    void labelsOfAMetricOverEventsAreJudgedByTheSameLimits() {
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();
        asked.objective = Asked.objective(
                .05,
                Optional.of(new MeasuredObjective("take-rate@3", "up", Optional.empty(), List.of(), Optional.empty())));
        asked.label = Optional.empty();
        ScopeCheck check = asked.check("S4");
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value()).contains(" false, ", "half known after 30 days, nine in ten after 30 days");
        asked.label = delayMax(29);
        assertThat(asked.check("S4").status()).isEqualTo("FAIL");
        assertThat(asked.check("S4").value()).endsWith(", later than the plan allows");
        asked.label = Optional.empty();
        asked.limit(Threshold.ROWS, Limit.FAIL, 10_000);
        assertThat(asked.check("S4").status()).isEqualTo("FAIL");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
        asked.truth.replaceAll((slot, truth) -> new Truth(truth.rows().filter(row -> false)));
        assertThat(asked.check("S4").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S4").value()).isEqualTo("no row has a label yet");
    }

    private static Examples grouped(Examples rows, IntFunction<String> unit) {
        Column.Builder groups =
                Column.builder(Examples.GROUP_ID, ColumnType.TEXT, rows.rows().rows());
        for (int row = 0; row < rows.rows().rows(); row++) {
            groups.add(unit.apply(row));
        }
        return new Examples(rows.rows().with(groups.build()));
    }

    private static Optional<LabelPlanSpec> second(String expression) {
        return Optional.of(new LabelPlanSpec(
                Optional.empty(), Optional.empty(), Optional.of(expression), Optional.of(false), Optional.empty()));
    }

    private static Leakage leakage(Finding finding) {
        return new Leakage(1_000, 100, List.of(finding), new Verdict("leakage", "PASS", ""));
    }

    private static Finding finding(
            Detector detector, String column, long rows, long positives, Severity severity, String message) {
        return new Finding(
                detector,
                column,
                "",
                rows,
                positives,
                Optional.of(new Estimate(.99, .98, 1, 1_000, "auc")),
                Optional.of(.98),
                severity,
                message);
    }

    private static Optional<LabelPlanSpec> delayMax(int days) {
        return Optional.of(new LabelPlanSpec(
                Optional.of(Period.ofDays(days)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }
}

package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.Condition;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.scoping.objective.DueSpec;
import io.volute.scoping.objective.WaiverSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A year of decisions as {@link Strikes} makes them. */
class AssessTest {

    @Test
    void computesTheRulesCostAndWhatAnAbCouldFind() {
        Asked asked = new Asked().strikes();
        Assess.Output output = asked.run();
        var plan = asked.load(ExperimentPlan.class, output.experimentPlan().orElseThrow());
        // Each 100: 10 damages of which 2 are on small animals and missed; the rule acts on the other 8 and on 25 more.
        assertThat(output.metrics().values().get("baseline-cost")).isCloseTo(2 * 100 + 33 * 10, within(1e-9));
        assertThat(plan.needed()).isCloseTo(26.5, within(1e-9));
        assertThat(plan.unitsPlanned()).isCloseTo(3 * 1200, within(15L));
        // Variance (2 * 10000^2 + 33 * 1000^2) / 100 - 530^2; k = 1.96 + 0.8416; both arms 1,800.
        assertThat(plan.abMde()).isCloseTo(2.8016 * Math.sqrt(2_049_100 * 2 / 1800.0), within(.5));
        assertThat(plan.deciding()).isEqualTo("PAIRED");
    }

    @Test
    void registersThePairedComparisonWhereTheAbAloneCannotFindTheTarget() {
        Asked asked = new Asked().strikes();
        asked.objective = Asked.objective(-.06, Optional.empty());
        ScopeCheck power = asked.check("S10");
        assertThat(power.status()).isEqualTo("WARN");
        assertThat(power.value()).isEqualTo("A/B alone: 134 $ a strike or more with 3,603 strikes, 32 $ wanted");
        assertThat(power.measured().orElseThrow().threshold().orElseThrow()).isCloseTo(.06 * 530, within(1e-9));
        assertThat(asked.assessment().verdict().value()).isEqualTo("GO_IF");
    }

    @Test
    void failsPowerWhereOnlyAnAbCouldDecide() {
        Asked asked = new Asked().strikes();
        asked.link = Optional.of(new Assumptions.Link("assumed", "it should"));
        assertThat(asked.check("S10").status()).isEqualTo("FAIL");
        assertThat(asked.check("S3").status()).isEqualTo("WARN");
        assertThat(asked.load(ExperimentPlan.class, asked.run().experimentPlan().orElseThrow())
                        .deciding())
                .isEqualTo("AB");
    }

    @Test
    void stopsWhereOneClassIsTooSmall() {
        Asked asked = new Asked();
        Strikes.months(asked.asOf, 20, asked.examples, asked.truth);
        assertThat(asked.check("S4").status()).isEqualTo("FAIL");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
        assertThat(asked.assessment().verdict().why()).contains("S4 Labels: how many, how late");
    }

    @Test
    void stopsWhereEvenPerfectDecisionsCannotReachTheTarget() {
        Asked asked = new Asked().strikes();
        asked.objective = Asked.objective(-.95, Optional.empty());
        assertThat(asked.check("S8").status()).isEqualTo("FAIL");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
    }

    @Test
    void countsLabelsThatAreStillWaitedFor() {
        assertThat(new Asked().strikes().check("S4").value())
                .isEqualTo("110 with damage, 990 without; half known after 30 days, nine in ten after 30 days");
    }

    @Test
    void countsTheEventsOfEachGuardrail() {
        assertThat(new Asked().strikes().assessment().checks())
                .filteredOn(check -> check.title().equals("Guardrail big-missed"))
                .singleElement()
                .satisfies(check -> assertThat(check.value()).startsWith("55 such events"));
    }

    @Test
    void showsWhatTheTurnBeforeTaught() {
        Asked asked = new Asked().strikes();
        assertThat(asked.check("L1").status()).isEqualTo("NOT_APPLICABLE");
        asked.insight = Optional.of(new Insight("KEEP", "it pays", "none", "modeling", List.of()));
        assertThat(asked.check("L1").value()).isEqualTo("KEEP: it pays");
    }

    @Test
    void asksAllEighteenAndLeavesOpenWhatNobodySays() {
        Asked asked = new Asked().strikes();
        assertThat(asked.assessment().checks())
                .extracting(ScopeCheck::id)
                .startsWith("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14")
                .endsWith("S15", "S16", "S16", "S17", "S18", "L1");
        assertThat(asked.assessment().checks())
                .filteredOn(check -> check.status().equals("UNKNOWN"))
                .extracting(ScopeCheck::id)
                .contains("S2", "S5", "S8", "S9", "S11", "S12", "S13", "S17", "S18");
        assertThat(asked.assessment().checks())
                .filteredOn(check -> check.status().equals("UNKNOWN"))
                .allSatisfy(check -> assertThat(check.remedy()).isNotBlank());
    }

    @Test
    void aFilledFormIsNotAYes() {
        Assessment assessment = new Asked().complete().strikes().assessment();

        assertThat(assessment.verdict().value()).isEqualTo("GO_IF");
        assertThat(assessment.conditions())
                .extracting(Condition::check)
                .containsExactly("S5", "S10", "S11", "S12", "S17");
    }

    @Test
    void eachConditionHasAnOwnerAndADay() {
        Asked asked = new Asked().complete().strikes();
        asked.conditions = new TreeMap<>(Map.of(
                "S10", new DueSpec(Optional.of("statistics"), Optional.of(LocalDate.of(2000, 3, 1))),
                "S17", new DueSpec(Optional.empty(), Optional.of(LocalDate.of(1999, 12, 1)))));

        Assessment assessment = asked.assessment();

        assertThat(assessment.conditions())
                .filteredOn(condition -> condition.check().equals("S10"))
                .containsExactly(new Condition(
                        "S10",
                        "statistics",
                        "decide by the paired comparison on the same strikes",
                        Optional.of(LocalDate.of(2000, 3, 1))));
        assertThat(assessment.conditions())
                .filteredOn(condition -> condition.check().equals("S12"))
                .extracting(Condition::owner, condition -> condition.due().orElseThrow())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "control", asked.day().plusDays(90)));
        assertThat(assessment.conditions())
                .filteredOn(condition -> condition.check().equals("S17"))
                .extracting(Condition::text)
                .singleElement()
                .asString()
                .startsWith("overdue: ");
        assertThat(assessment.expiry()).contains(LocalDate.of(1999, 12, 1));
    }

    @Test
    void aWaiverTurnsAStopIntoAConditionAndEndsOnItsDay() {
        Asked asked = new Asked().strikes();
        asked.objective = Asked.objective(-.95, Optional.empty());
        asked.waivers = List.of(new WaiverSpec("S8", "the board", "to learn", LocalDate.of(2000, 1, 1)));

        assertThat(asked.assessment().verdict().value()).isEqualTo("GO_IF");
        assertThat(asked.check("S8").status()).isEqualTo("WAIVED");
        assertThat(asked.assessment().conditions())
                .filteredOn(condition -> condition.check().equals("S8"))
                .extracting(Condition::text)
                .containsExactly(
                        "waived until 2000-01-01 by the board, to learn; lower the target: no model can reach it");

        asked.waivers = List.of(new WaiverSpec("S8", "the board", "to learn", LocalDate.of(1999, 12, 31)));
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
        assertThat(asked.check("S8").status()).isEqualTo("FAIL");
        assertThat(asked.assessment().conditions())
                .filteredOn(condition -> condition.check().equals("S8"))
                .extracting(Condition::text)
                .containsExactly(
                        "the waiver ended on 1999-12-31 by the board, to learn; lower the target: no model can reach it");
    }

    @Test
    void aCheckThatBreaksIsUnknownWithItsCauseAndTheOthersAreAsked() {
        Asked asked = new Asked().complete().strikes();
        asked.harm = Optional.of(new io.volute.scoping.objective.HarmSpec(
                List.of("passengers"), List.of("none known"), Optional.empty(), List.of("no such column")));

        assertThat(asked.check("S13").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S13").value())
                .startsWith("it could not be computed: ")
                .contains("no such column");
        assertThat(asked.check("S14").status()).isEqualTo("PASS");
        assertThat(asked.assessment().verdict().value()).isEqualTo("GO_IF");
    }

    @Test
    void ofAMetricOverEventsNothingIsReckonedAndEachQuestionSaysWhatWouldAnswerIt() {
        Asked asked = new Asked();
        asked.objective = Asked.objective(
                .03,
                Optional.of(
                        new MeasuredObjective("take-rate@3", "up", Optional.of(.047), List.of(), Optional.empty())));
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();

        Assessment assessment = asked.strikes().assessment();

        assertThat(assessment.checks()).hasSize(19);
        assertThat(assessment.verdict().value()).isEqualTo("GO_IF");
        assertThat(assessment.valueCurve()).isEmpty();
        assertThat(assessment.forecast()).isEmpty();
        assertThat(asked.check("S1").remedy()).contains("define take-rate@3 in business-analysis.metrics");
    }

    @Test
    void rowsOfNoPeriodAreAnAnswerAndNotAFailure() {
        Asked asked = new Asked().complete();
        asked.examples.clear();

        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
        assertThat(asked.check("S1").status()).isEqualTo("FAIL");
    }
}

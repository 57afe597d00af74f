package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.scoping.objective.ObjectiveSpec.Direction;
import io.volute.scoping.objective.SettledSpec;
import io.volute.scoping.objective.StakeholderSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S18, SC16: whether two who want different metrics pull apart is told by past launches on both. */
class ConflictQuestionTest {
    private static final String TAKEN = "take-rate@3";
    private static final String CANCELLED = "cancellation-rate@3";

    private final Asked asked = new Asked().complete().strikes();

    @BeforeEach
    void growthWantsMorePlaysAndCareFewerCancellations() {
        asked.objective = Asked.objective(
                .1, Optional.of(new MeasuredObjective(TAKEN, "up", Optional.of(.22), List.of(), Optional.empty())));
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();
        asked.stakeholders = List.of(new StakeholderSpec("care", CANCELLED, Direction.DOWN));
    }

    private ScopeCheck check(Figure correlation) {
        asked.lessons = Optional.of(Launched.lessons(Launched.together(TAKEN, CANCELLED, 40, correlation)));
        return asked.check("S18");
    }

    private static Figure rho(double rho, double low, double high) {
        return new Estimate(rho, low, high, 40, "bca");
    }

    @Test
    void launchesThatRaiseBothPullApartWhereOneIsToFall() {
        ScopeCheck check = check(rho(.6, .3, .8));

        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(check.value())
                .isEqualTo("control wants take-rate@3 up, care wants cancellation-rate@3 down, and what is good for the"
                        + " one is bad for the other: correlation -0.6 (95 %: -0.8 … -0.3)");
        assertThat(check.remedy()).contains("metric: take-rate@3");
    }

    @Test
    void aDecisionRecordUnderEitherMetricSettlesIt() {
        for (String metric : List.of(TAKEN, CANCELLED)) {
            asked.settled = List.of(new SettledSpec(metric, "head of product", "stay first", LocalDate.of(1999, 5, 1)));

            ScopeCheck check = check(rho(.6, .3, .8));

            assertThat(check.status()).as(metric).isEqualTo("PASS");
            assertThat(check.value()).contains("settled by head of product: take-rate@3 and cancellation-rate@3");
        }
    }

    @Test
    void noConflictIsShownWhereTheTrueEffectsGoTogetherOrAreNotToldApart() {
        assertThat(check(rho(-.5, -.8, -.1)).status()).isEqualTo("PASS");
        ScopeCheck check = check(rho(.1, -.2, .4));
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value()).startsWith("no conflict shown").contains("-0.1 (95 %: -0.4 … 0.2)");
        assertThat(check.measured().orElseThrow().value()).isEqualTo(-.1);
        // Both are wanted to rise: the same launches are then in conflict where they go against each other.
        asked.stakeholders = List.of(new StakeholderSpec("care", CANCELLED, Direction.UP));
        assertThat(check(rho(-.5, -.8, -.1)).status()).isEqualTo("FAIL");
    }

    @Test
    void tooFewLaunchesOrNoneAreNoPass() {
        ScopeCheck few = check(Refused.tooFew("launches", 7, 20));

        assertThat(few.status()).isEqualTo("UNKNOWN");
        assertThat(few.value()).contains("launches: 7 (expected: >= 20)");
        asked.lessons = Optional.empty();
        assertThat(asked.check("S18").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S18").value()).isEqualTo("whether 2 wanted metrics pull apart is not measured");
    }

    @Test
    void onePairThatIsToldDoesNotAnswerForTheOthers() {
        asked.stakeholders = List.of(
                new StakeholderSpec("care", CANCELLED, Direction.DOWN),
                new StakeholderSpec("content", "hours@2", Direction.UP));

        assertThat(check(rho(-.5, -.8, -.1)).status()).isEqualTo("UNKNOWN");
        assertThat(check(rho(.6, .3, .8)).status()).isEqualTo("FAIL");
    }
}

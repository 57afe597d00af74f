package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.metric.Direction;
import io.volute.statistics.bayes.Scale;
import io.volute.statistics.random.Draws;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * BA06, SC03: more plays of what is recommended, as many hours, more cancellations: do not ship. The obvious wrong ones judge by
 * the primary metric alone, or take a guardrail that is not significantly worse for one that holds.
 */
class GuardrailVerdictTest {
    private static final int UNITS = 4000;
    private static final Design.Guarded HOURS = PlantedExperiment.guardrail("streaming-hours@2", .02, Direction.UP);
    private static final Design.Guarded CANCELLATIONS =
            PlantedExperiment.guardrail("cancellation-rate@3", .05, Direction.DOWN);

    /**
     * Users of both arms.
     *
     * @param plays by how much the new arm raises the take-rate
     * @param cancels users in a hundred who cancel in the new arm; ten in the control
     * @param hours spread of the hours of a user, around 20
     */
    private static ExperimentResult world(double plays, int cancels, double hours, Design.Guarded... guardrails) {
        Draws draws = Draws.of(77);
        PlantedExperiment users = new PlantedExperiment(
                PlantedExperiment.design("user", "take-rate@3", guardrails),
                "take-rate.num",
                "take-rate.den",
                "streaming-hours",
                "cancellation-rate");
        for (int i = 0; i < UNITS; i++) {
            boolean treated = i % 2 == 1;
            int pair = i / 2;
            double shown = 20 + draws.below(40);
            double rate = (.10 + .04 * draws.uniform()) * (treated ? 1 + plays : 1);
            users.add(
                    "u" + i,
                    treated ? PlantedExperiment.ARM : PlantedExperiment.CONTROL,
                    Math.floor(shown * rate + draws.uniform()),
                    shown,
                    // The same users twice, one in each arm: flat is flat.
                    20 + hours * Math.sin(pair),
                    pair % 100 < (treated ? cancels : 10) ? 1 : 0);
        }
        return users.analyse();
    }

    @Test
    void moreTakenUpAndMoreCancelledIsNotShipped() {
        ExperimentResult result = world(.06, 14, 1, HOURS, CANCELLATIONS);

        assertThat(result.verdict().value()).isEqualTo("DO_NOT_SHIP");
        assertThat(result.verdict().negative()).isTrue();
        assertThat(result.verdict().why())
                .startsWith("take-rate@3 +")
                .contains("but cancellation-rate@3 +40 %", "guardrail broken")
                .doesNotContain("streaming-hours");
        // Who looks at the primary alone ships the same users.
        assertThat(world(.06, 14, 1).verdict().value()).isEqualTo("SHIP");
    }

    @Test
    void theSameWithoutHarmIsShipped() {
        assertThat(world(.06, 10, 1, HOURS).verdict().value()).isEqualTo("SHIP");
    }

    /** Cancellations as before, of 4,000 users: no difference is seen, nor is one of 5 % excluded. */
    @Test
    void aGuardrailThatIsNotWorseForCertainDoesNotHoldForCertain() {
        ExperimentResult result = world(.06, 10, 1, HOURS, CANCELLATIONS);

        Comparison cancellations = result.comparisons().stream()
                .filter(one -> one.metric().name().equals("cancellation-rate"))
                .findFirst()
                .orElseThrow();
        assertThat(cancellations.effect().found().orElseThrow().covers(0))
                .as("not significant")
                .isTrue();
        assertThat(result.verdict().value()).isEqualTo("EXTEND");
        assertThat(result.verdict().why()).contains("not decided yet: cancellation-rate@3");
    }

    /** 10 % cancel in both arms, of 4,000 users: the interval ends near two points, whatever share of the control's that is. */
    @Test
    void aMarginInTheMetricsOwnUnitIsReadAsSuch() {
        for (double margin : new double[] {.01, .03}) {
            ExperimentResult result = world(
                    .06,
                    10,
                    1,
                    new Design.Guarded(
                            CANCELLATIONS.metric(), margin, Optional.of(Direction.DOWN), Optional.of(Scale.ABSOLUTE)));

            assertThat(result.verdict().value()).isEqualTo(margin == .01 ? "EXTEND" : "SHIP");
        }
        // Three hundredths of a tenth are less than the interval: a reader of shares would not ship.
        assertThat(world(.06, 10, 1, PlantedExperiment.guardrail("cancellation-rate@3", .03, Direction.DOWN))
                        .verdict()
                        .value())
                .isEqualTo("EXTEND");
        assertThat(world(
                                .06,
                                14,
                                1,
                                new Design.Guarded(
                                        CANCELLATIONS.metric(),
                                        .01,
                                        Optional.of(Direction.DOWN),
                                        Optional.of(Scale.ABSOLUTE)))
                        .verdict()
                        .value())
                .isEqualTo("DO_NOT_SHIP");
    }
}

package io.volute.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.agreement.Kappa.Weights;
import org.junit.jupiter.api.Test;

/** Tables and figures of the R packages vcd and vcdExtra (Friendly 2000; Fleiss, Cohen, Everitt 1969). */
class WeightedKappaReferenceTest {

    private static final long[][] COUPLES = {{7, 7, 2, 3}, {2, 8, 3, 7}, {1, 5, 4, 9}, {2, 8, 9, 14}};
    private static final long[][] WINNIPEG = {{38, 5, 0, 1}, {33, 11, 3, 0}, {10, 14, 5, 6}, {3, 7, 3, 10}};
    private static final long[][] NEW_ORLEANS = {{5, 3, 0, 0}, {3, 11, 4, 0}, {2, 13, 3, 4}, {1, 2, 4, 14}};

    private static void agrees(long[][] table, Weights weights, double kappa, double error) {
        Estimate found = Kappa.weighted(table, weights).found().orElseThrow();
        assertThat(found.estimate()).isCloseTo(kappa, within(5e-5));
        assertThat((found.high() - found.low()) / 2 / 1.959964).isCloseTo(error, within(5e-6));
    }

    @Test
    void couplesAgreeWithVcd() {
        agrees(COUPLES, Weights.NONE, .1293, .06860);
        agrees(COUPLES, Weights.LINEAR, .2374, .07832);
        Estimate linear = Kappa.weighted(COUPLES, Weights.LINEAR).found().orElseThrow();
        assertThat(linear.low()).isCloseTo(.08388, within(5e-5));
        assertThat(linear.high()).isCloseTo(.3909, within(5e-5));
        assertThat(linear.method()).isEqualTo("kappa-linear");
    }

    @Test
    void neurologistsOfTwoCitiesAgreeWithVcd() {
        agrees(WINNIPEG, Weights.NONE, .2079, .05046);
        agrees(WINNIPEG, Weights.LINEAR, .3797, .05167);
        agrees(NEW_ORLEANS, Weights.NONE, .2965, .07850);
        agrees(NEW_ORLEANS, Weights.LINEAR, .4773, .07303);
    }

    @Test
    void bootstrapOverRowsIsNearTheLargeSampleInterval() {
        for (Weights weights : Weights.values()) {
            Estimate drawn = Kappa.bootstrapped(WINNIPEG, weights, 5).found().orElseThrow();
            Estimate large = Kappa.weighted(WINNIPEG, weights).found().orElseThrow();

            assertThat(drawn.estimate()).isEqualTo(large.estimate());
            assertThat(drawn.low()).isCloseTo(large.low(), within(.02));
            assertThat(drawn.high()).isCloseTo(large.high(), within(.02));
            assertThat(drawn.n()).isEqualTo(149);
        }
    }

    @Test
    void bootstrapRefusesWhatKappaRefuses() {
        assertThat(Kappa.bootstrapped(new long[][] {{40, 0}, {0, 0}}, Weights.NONE, 1)
                        .refusal()
                        .map(Refused::code))
                .contains("undefined");
        assertThat(Kappa.bootstrapped(new long[][] {{7}}, Weights.LINEAR, 1).refusal())
                .isPresent();
        assertThat(Kappa.bootstrapped(new long[][] {{4, 1}, {1, 4}}, Weights.NONE, 1)
                        .refusal()
                        .map(Refused::code))
                .contains("too-few-rows");
    }
}

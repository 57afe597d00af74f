package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import org.junit.jupiter.api.Test;

/**
 * The order is that of Jennison, Turnbull (2000), section 8.4. The figures are recomputed from multivariate normal
 * probabilities of SciPy in benchmarks/reference/business_analysis_statistics.py.
 */
class StageWiseReferenceTest {

    private static final double[] LOOKS = {.3, .6, 1};
    private static final double[] BOUNDS = {3.9286, 2.67, 1.981};

    @Test
    void theLastLookAgreesWithMultivariateNormalProbabilities() {
        assertThat(StageWise.p(LOOKS, BOUNDS, 2.2)).isCloseTo(.0311670, within(5e-7));

        Estimate drift = StageWise.drift(LOOKS, BOUNDS, 2.2, .05, 100);

        assertThat(drift.estimate()).isCloseTo(2.179019, within(2e-5));
        assertThat(drift.low()).isCloseTo(.198730, within(2e-5));
        assertThat(drift.high()).isCloseTo(4.146519, within(2e-5));
        assertThat(drift.method()).isEqualTo("median-unbiased");
    }

    @Test
    void aStopInBetweenAgreesWithMultivariateNormalProbabilities() {
        assertThat(StageWise.p(new double[] {.3, .6}, BOUNDS, 2.9)).isCloseTo(.00377256, within(5e-8));
    }

    /** Elsewhere the one-sided p-value of a sequential test ended at .4999. */
    @Test
    void pIsNeitherCappedNorLostFarOut() {
        assertThat(StageWise.p(LOOKS, BOUNDS, 0)).isCloseTo(1, within(1e-9));
        assertThat(StageWise.p(LOOKS, BOUNDS, .01)).isBetween(.98, 1.0);
        assertThat(StageWise.p(LOOKS, BOUNDS, -1.2)).isCloseTo(StageWise.p(LOOKS, BOUNDS, 1.2), within(1e-14));
        assertThat(StageWise.p(new double[] {1}, new double[0], 8)).isCloseTo(1.2442e-15, within(1e-18));
        assertThat(StageWise.p(new double[] {1}, new double[0], -8)).isCloseTo(1.2442e-15, within(1e-18));
    }

    @Test
    void pAtTheBoundIsWhatWasSpent() {
        double[] bounds = GroupSequential.bounds(LOOKS, .025, Spending.OBRIEN_FLEMING, true).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();

        assertThat(StageWise.p(new double[] {.3}, bounds, bounds[0]))
                .isCloseTo(2 * Spending.OBRIEN_FLEMING.spent(.025, .3), within(1e-12));
        assertThat(StageWise.p(new double[] {.3, .6}, bounds, bounds[1]))
                .isCloseTo(2 * Spending.OBRIEN_FLEMING.spent(.025, .6), within(1e-9));
        assertThat(StageWise.p(LOOKS, bounds, bounds[2])).isCloseTo(.05, within(1e-7));
        assertThat(StageWise.drift(LOOKS, bounds, bounds[2], .05, 9).low()).isCloseTo(0, within(1e-6));
    }

    @Test
    void anEarlierStopIsMoreExtremeThanALaterOne() {
        assertThat(StageWise.p(new double[] {.3, .6}, BOUNDS, 2.68)).isLessThan(StageWise.p(LOOKS, BOUNDS, 5));
        assertThatThrownBy(() -> StageWise.p(LOOKS, new double[] {3}, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StageWise.p(new double[0], BOUNDS, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}

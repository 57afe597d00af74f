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

    /**
     * rpact, tests/testthat/test-f_analysis_base_rates.R, normal approximation: 14 of 27 against .75, stopped at look 3 of
     * .2 .4 .8 1 ("asKD", gammaA 2.8) with z 2.7777778: final p .0042246203, median-unbiased .48659273, interval
     * [.29660132, .68026724]; on rpact's scale, .75 less z at the look times sqrt(14/27 13/27 / 27).
     */
    @Test
    void aStopAgreesWithRpact() {
        double[] bounds = GroupSequential.bounds(new double[] {.2, .4, .8, 1}, .025, Spending.power(2.8), true).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] looks = {.2, .4, .8};
        double scale = Math.sqrt(.8) * Math.sqrt(14 / 27.0 * 13 / 27.0 / 27);

        Estimate drift = StageWise.drift(looks, bounds, 2.7777778, .05, 27);

        assertThat(bounds).containsExactly(new double[] {3.4542176, 2.9219298, 2.2448554, 2.0471908}, within(2e-7));
        assertThat(StageWise.p(looks, bounds, 2.7777778) / 2).isCloseTo(.0042246203, within(5e-10));
        assertThat(.75 - drift.estimate() * scale).isCloseTo(.48659273, within(1e-7));
        assertThat(.75 - drift.high() * scale).isCloseTo(.29660132, within(1e-7));
        assertThat(.75 - drift.low() * scale).isCloseTo(.68026724, within(1e-7));
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

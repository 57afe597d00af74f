package io.volute.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class CountsAndRatiosReferenceTest {
    /** Printed tables of F: 5 % above 3.3258 for 5 and 10 degrees of freedom, 1 % above 5.6363. */
    @Test
    void knowsThePrintedValuesOfF() {
        assertThat(FisherSnedecor.upperQuantile(.05, 5, 10)).isCloseTo(3.3258, within(5e-5));
        assertThat(FisherSnedecor.survival(5.6363, 5, 10)).isCloseTo(.01, within(1e-6));
        assertThat(FisherSnedecor.survival(0, 5, 10)).isEqualTo(1);
    }

    /** By hand for .5, .25, .1: none .3375, exactly one .4875, two .1625, all three .0125. */
    @Test
    void countsEventsOfDifferentProbability() {
        PoissonBinomial three = PoissonBinomial.of(.5, .25, .1);
        assertThat(three.cumulative(0)).isCloseTo(.3375, within(1e-15));
        assertThat(three.cumulative(1)).isCloseTo(.825, within(1e-15));
        assertThat(three.cumulative(2)).isCloseTo(.9875, within(1e-15));
        assertThat(three.cumulative(3)).isEqualTo(1);
        assertThat(three.quantile(.5)).isEqualTo(1);
        assertThat(three.quantile(.975)).isEqualTo(2);
        assertThat(three.mean()).isCloseTo(.85, within(1e-15));
    }

    @Test
    void isTheBinomialWhereAllProbabilitiesAreEqual() {
        double[] equal = new double[400];
        Arrays.fill(equal, .1);
        BinomialDistribution binomial = BinomialDistribution.of(400, .1);
        PoissonBinomial counts = PoissonBinomial.of(equal);
        for (int k = 0; k <= 400; k++) {
            assertThat(counts.cumulative(k)).isCloseTo(binomial.cumulativeProbability(k), within(1e-12));
        }
    }

    @Test
    void staysCloseToTheBinomialWhereRowsAreTooManyToConvolve() {
        double[] equal = new double[5_000];
        Arrays.fill(equal, .1);
        BinomialDistribution binomial = BinomialDistribution.of(5_000, .1);
        PoissonBinomial counts = PoissonBinomial.of(equal);
        for (double p : new double[] {.025, .5, .975}) {
            assertThat(counts.quantile(p)).isCloseTo(binomial.inverseCumulativeProbability(p), within(1));
        }
    }

    @Test
    void knowsThatNothingAndEverythingAreCertain() {
        assertThat(PoissonBinomial.of().quantile(.975)).isZero();
        assertThat(PoissonBinomial.of(1, 1, 1).quantile(.025)).isEqualTo(3);
        assertThatThrownBy(() -> PoissonBinomial.of(1.2)).hasMessageContaining("1.2 (expected: 0 to 1)");
    }
}

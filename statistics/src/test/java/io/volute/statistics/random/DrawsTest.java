package io.volute.statistics.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

    /** The JDK's SplittableRandom is SplitMix64 with the same gamma, started at the seed itself. */
    @Test
    void agreesWithThePublishedGenerator() {
        SplittableRandom published = new SplittableRandom(42);
        for (int i = 1; i <= 100; i++) {
            assertThat(SplitMix.mix64(42 + i * 0x9e3779b97f4a7c15L)).isEqualTo(published.nextLong());
        }
    }

    @Test
    void aRowsNumberDependsOnRowAndSeedAlone() {
        double expected = (SplitMix.mix64(7 ^ SplitMix.mix64(1)) >>> 11) * StrictMath.pow(2, -53);

        assertThat(SplitMix.u(7, 1)).isEqualTo(expected).isBetween(0.0, 1.0);
        assertThat(SplitMix.u(7, 2)).isNotEqualTo(expected);
        assertThat(SplitMix.u(8, 1)).isNotEqualTo(expected);
    }

    @Test
    void hashedRowsFillTheUnitIntervalEvenly() {
        int[] counts = new int[20];
        for (long row = 0; row < 20_000; row++) {
            counts[(int) (SplitMix.u(row, 11) * 20)]++;
        }
        double chi2 = Arrays.stream(counts)
                .mapToDouble(c -> (c - 1000.0) * (c - 1000.0) / 1000.0)
                .sum();

        assertThat(chi2).as("chi-square with 19 degrees of freedom").isBetween(4.0, 45.0);
    }

    @Test
    void normalDrawsHaveMeanZeroVarianceOneAndNormalTails() {
        Draws draws = Draws.of(5);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        int beyond = 0;
        for (int i = 0; i < n; i++) {
            double z = draws.normal();
            sum += z;
            squares += z * z;
            beyond += Math.abs(z) > 1.959964 ? 1 : 0;
        }

        assertThat(sum / n).isCloseTo(0, within(0.009));
        assertThat(squares / n).isCloseTo(1, within(0.012));
        assertThat((double) beyond / n).isCloseTo(.05, within(0.002));
    }

    @Test
    void streamsOfOneSeedDifferAndRepeat() {
        assertThat(Draws.of(3, 1).bits()).isNotEqualTo(Draws.of(3, 2).bits());
        assertThat(Draws.of(3, 1).normal()).isEqualTo(Draws.of(3, 1).normal());
    }

    @Test
    void boundedIntegersReachEveryValueEvenly() {
        Draws draws = Draws.of(8);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[draws.below(7)]++;
        }

        assertThat(Arrays.stream(counts).boxed()).allSatisfy(c -> assertThat(c).isBetween(9_600, 10_400));
    }

    @Test
    void aShuffleKeepsTheValuesAndLeavesTheArgumentAlone() {
        int[] values = IntStream.range(0, 50).toArray();

        int[] shuffled = Draws.of(1).shuffled(values);

        assertThat(values).isSorted();
        assertThat(shuffled).containsExactlyInAnyOrder(values).isNotEqualTo(values);
    }

    /** Mean and variance of a gamma are its shape; half a chi-square of 5 degrees of freedom is below 2.1757 half the time. */
    @Test
    void gammaDrawsHaveTheirMomentsAndMedian() {
        Draws draws = Draws.of(9);
        int n = 100_000;
        double[] x = new double[n];
        Arrays.setAll(x, i -> draws.gamma(2.5));
        Moments moments = Moments.of(x);

        assertThat(moments.mean()).isCloseTo(2.5, within(.015));
        assertThat(moments.variance()).isCloseTo(2.5, within(.05));
        assertThat((double) Arrays.stream(x).filter(one -> one < 2.1757).count() / n)
                .isCloseTo(.5, within(.005));
        assertThatThrownBy(() -> draws.gamma(.5)).hasMessageContaining(">= 1");
    }

    @Test
    void triangularDrawsHaveTheirMean() {
        Draws draws = Draws.of(2);
        double sum = 0;
        for (int i = 0; i < 50_000; i++) {
            double x = draws.triangular(3, 6, 12);
            assertThat(x).isBetween(3.0, 12.0);
            sum += x;
        }

        assertThat(sum / 50_000).isCloseTo(7, within(.04));
    }
}

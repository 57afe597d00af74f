package io.volute.statistics.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.Estimate;
import io.volute.statistics.Simulations;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** BA05: The planted noise of Bibaut et al. (KDD 2024): a plain scatter has the wrong sign, the total covariance is right. */
class PlantedNoiseTest {

    private static final int WORLDS = Simulations.worlds(2_000);
    private static final Noise AGAINST = new Noise(3, -3, 6);
    private static final Noise ALONG = new Noise(1, .8, 1);

    /** What many worlds say of one link. */
    private record Findings(double naive, double ours, double refused, double covered) {

        static Findings of(int n, Noise noise, double truth, long seed) {
            double[] naive = new double[WORLDS];
            double[] ours = new double[WORLDS];
            int bounded = 0;
            int covered = 0;
            for (int w = 0; w < WORLDS; w++) {
                Launches launches = Planted.launches(Draws.of(seed, w), n, noise, truth);
                naive[w] = launches.naiveSlope().found().orElseThrow().estimate();
                if (launches.link().slope() instanceof Estimate slope) {
                    ours[bounded++] = slope.estimate();
                    covered += slope.covers(truth) ? 1 : 0;
                }
            }
            return new Findings(
                    median(naive),
                    median(Arrays.copyOf(ours, bounded)),
                    1 - (double) bounded / WORLDS,
                    (double) covered / bounded);
        }

        private static double median(double[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }
    }

    /** The naive slope tends to (1 * 1 - 3) / (1 + 3) = -.5 where 1 is true: it is wrong in every world and never used. */
    @Test
    void noiseAgainstTheLinkTurnsTheScatterRoundAndNotTheSlope() {
        Findings found = Findings.of(400, AGAINST, 1, 1);

        assertThat(found.naive).isBetween(-.53, -.47);
        assertThat(Math.abs(found.naive - 1)).as("the naive slope is rejected").isGreaterThan(1.4);
        assertThat(found.ours).isBetween(.96, 1.04);
        assertThat(found.covered).isGreaterThanOrEqualTo(.94);
        assertThat(found.refused).isLessThan(.05);
    }

    @Test
    void aHundredSuchLaunchesAreRefusedThreeTimesInFive() {
        Findings found = Findings.of(100, AGAINST, 1, 2);

        assertThat(found.naive).isBetween(-.54, -.46);
        assertThat(found.refused).isBetween(.57, .66);
        assertThat(found.covered).isGreaterThanOrEqualTo(.94);
    }

    /** Noise alone makes a link of .4 = .8 / 2 in the scatter. */
    @Test
    void noiseAlongNoLinkMakesOneInTheScatterOnly() {
        Findings found = Findings.of(400, ALONG, 0, 3);

        assertThat(found.naive).isBetween(.38, .42);
        assertThat(found.ours).isBetween(-.01, .01);
        assertThat(found.covered).isGreaterThanOrEqualTo(.935);
        assertThat(found.refused).isZero();
    }

    @Test
    void anUnrelatedProxyIsCalledBroken() {
        int broken = 0;
        for (int w = 0; w < 100; w++) {
            broken += Planted.launches(Draws.of(4, w), 200, ALONG, 0).link().broken() ? 1 : 0;
        }

        assertThat(broken).isGreaterThan(88);
        assertThat(Planted.launches(Draws.of(5), 400, ALONG, 1).link().broken()).isFalse();
    }

    /** Halves have twice the noise each, and their errors are independent, so nothing has to be known of them. */
    @Test
    void splitHalvesAgreeWithoutKnowingTheNoise() {
        int n = 400;
        double[] slopes = new double[201];
        for (int w = 0; w < slopes.length; w++) {
            Draws draws = Draws.of(6, w);
            double[][] half = new double[4][n];
            for (int i = 0; i < n; i++) {
                double x = draws.normal();
                double y = x + .2 * draws.normal();
                for (int h = 0; h < 2; h++) {
                    double first = draws.normal();
                    half[2 * h][i] = x + first;
                    half[2 * h + 1][i] = y - .8 * first + .6 * draws.normal();
                }
            }
            slopes[w] = SplitHalf.link(half[0], half[1], half[2], half[3])
                    .slope()
                    .found()
                    .orElseThrow()
                    .estimate();
        }
        Arrays.sort(slopes);

        assertThat(slopes[100]).isBetween(.96, 1.04);
    }
}

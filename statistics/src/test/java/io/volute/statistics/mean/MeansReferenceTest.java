package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeansReferenceTest {

    private static final double[] FIRST = {.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2};
    private static final double[] SECOND = {1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    /** R: t.test(sleep$extra[1:10], sleep$extra[11:20], paired = TRUE): t -4.0621, df 9, p .002833. */
    @Test
    void pairedDifferenceAgreesWithRsSleepData() {
        Estimate d = Means.paired(FIRST, SECOND).found().orElseThrow();
        Significance t = (Significance) Means.pairedTest(Moments.of(Means.differences(FIRST, SECOND)));

        assertThat(d.estimate()).isCloseTo(-1.58, within(1e-12));
        assertThat(d.low()).isCloseTo(-2.4598858, within(5e-8));
        assertThat(d.high()).isCloseTo(-.7001142, within(5e-8));
        assertThat(t.statistic()).isCloseTo(-4.0621, within(5e-5));
        assertThat(t.p()).isCloseTo(.002833, within(5e-7));
    }

    @Test
    void swappingTheSidesFlipsTheSigns() {
        Figure there = Means.paired(FIRST, SECOND);
        Figure back = Means.paired(SECOND, FIRST);

        assertThat(back).isEqualTo(there.scaled(x -> -x));
        assertThat(Arms.difference(Moments.of(SECOND), Moments.of(FIRST)))
                .isEqualTo(
                        Arms.difference(Moments.of(FIRST), Moments.of(SECOND)).scaled(x -> -x));
    }

    @Test
    void changingTheUnitScalesTheDifferenceAndLeavesTheLift() {
        double[] cents = Arrays.stream(FIRST).map(x -> x * 128).toArray();
        double[] alsoCents = Arrays.stream(SECOND).map(x -> x * 128).toArray();

        assertThat(Means.paired(cents, alsoCents))
                .isEqualTo(Means.paired(FIRST, SECOND).scaled(x -> x * 128));
        assertThat(Arms.lift(Moments.of(cents), Moments.of(alsoCents)))
                .isEqualTo(Arms.lift(Moments.of(FIRST), Moments.of(SECOND)));
    }

    @Test
    void equalSidesAreIdenticalNotSignificant() {
        assertThat(code(Means.paired(FIRST, FIRST))).isEqualTo("identical");
        assertThat(code(Means.paired(new double[] {2, 3, 4}, new double[] {1, 2, 3})))
                .isEqualTo("no-variance");
        assertThat(code(Means.paired(new double[] {2}, new double[] {1}))).isEqualTo("too-few-rows");
        assertThat(code(Means.interval(Moments.of(4, 4, 4)))).isEqualTo("no-variance");
    }

    @Test
    void clustersOfOneRowGiveThePairedInterval() {
        double[] d = Means.differences(FIRST, SECOND);
        long[] own = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

        Estimate clustered = Means.clustered(d, own).found().orElseThrow();
        Estimate paired = Means.paired(FIRST, SECOND).found().orElseThrow();

        assertThat(clustered.low()).isCloseTo(paired.low(), within(1e-12));
        assertThat(clustered.high()).isCloseTo(paired.high(), within(1e-12));
    }

    @Test
    void rowsRepeatedInsideAClusterAddNothing() {
        double[] d = Means.differences(FIRST, SECOND);
        double[] fivefold = new double[50];
        long[] cluster = new long[50];
        for (int i = 0; i < 50; i++) {
            fivefold[i] = d[i / 5];
            cluster[i] = i / 5;
        }

        Estimate clustered = Means.clustered(fivefold, cluster).found().orElseThrow();

        assertThat(clustered.n()).isEqualTo(10);
        assertThat(clustered.high() - clustered.low()).isCloseTo(2.4598858 - .7001142, within(1e-6));
    }

    @Test
    void fourClustersCarryNoInterval() {
        assertThat(code(Means.clustered(new double[] {1, 2, 3, 4, 5}, new long[] {1, 2, 3, 4, 4})))
                .isEqualTo("too-few-rows");
        assertThatThrownBy(() -> Means.clustered(new double[2], new long[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 rows, 3 labels");
    }

    /** R: confint(lm(dist ~ speed, cars)): 3.932409, 3.096964 to 4.767853. */
    @Test
    void slopeAgreesWithRsCarsData() {
        double[] speed = {
            4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16,
            17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25
        };
        double[] dist = {
            2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32,
            40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85
        };

        Estimate slope = Slope.leastSquares(speed, dist, 3).found().orElseThrow();

        assertThat(slope.estimate()).isCloseTo(3.932409, within(5e-7));
        assertThat(slope.low()).isCloseTo(3.096964, within(5e-7));
        assertThat(slope.high()).isCloseTo(4.767853, within(5e-7));
    }

    @Test
    void costOfReleasesThatFollowsWrightsLawHasItsExponentAsSlope() {
        double[] release = {1, 2, 3, 4, 5, 6};
        double[] cost = {40, 32.1, 28.1, 25.7, 23.9, 22.5};

        Estimate slope = Slope.logLog(release, cost, 6).found().orElseThrow();

        assertThat(slope.estimate()).isCloseTo(-.32, within(.005));
        assertThat(code(Slope.logLog(new double[] {1, 2}, new double[] {3, 4}, 6)))
                .isEqualTo("too-few-rows");
        assertThat(code(Slope.logLog(new double[] {1, 0}, new double[] {3, 4}, 2)))
                .isEqualTo("not-positive");
    }

    private static String code(Figure figure) {
        return figure.refusal().map(Refused::code).orElse("estimated");
    }
}

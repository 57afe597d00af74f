package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Simulations;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClustersReferenceTest {

    private static final Simulations SIMULATIONS = Simulations.of(ClustersReferenceTest.class);

    /** Efron, Tibshirani, An Introduction to the Bootstrap (1993), table 2.1: survival of mice in days. */
    private static final double[] TREATED = {94, 197, 16, 38, 99, 141, 23};

    private static final double[] CONTROL = {52, 104, 146, 10, 51, 30, 40, 27, 46};

    /** The difference 30.63 is theirs; its standard error 28.93 recomputed in benchmarks/reference/effects.py. */
    @Test
    void miceOfEfronAndTibshiraniDifferByAsMuchAsTheySay() {
        Moments t = Moments.of(TREATED);
        Moments c = Moments.of(CONTROL);

        assertThat(t.mean() - c.mean()).isCloseTo(30.63, within(.005));
        assertThat(Arms.error(t, c)).isCloseTo(28.93, within(.01));
    }

    /**
     * The same mice: all 11,440 assignments, two-sided, give .27832 by benchmarks/reference/effects.py.
     */
    @Test
    void drawnAssignmentsComeNearAllOfThem() {
        Significance test = (Significance) Permutation.test(TREATED, CONTROL, 7);

        assertThat(test.method()).isEqualTo("permutation");
        assertThat(test.statistic()).isCloseTo(30.63, within(.005));
        assertThat(test.p()).isCloseTo(PERMUTED, within(3 * Math.sqrt(PERMUTED * (1 - PERMUTED) / 9999)));
        assertThat(Permutation.test(TREATED, CONTROL, 7)).isEqualTo(test);
    }

    private static final double PERMUTED = .27832;

    /** All 126 assignments of nine cities, totals over sizes; counted by benchmarks/reference/effects.py: 2 of 126. */
    @Test
    void fewClustersAreTestedByEveryAssignment() {
        double[] t = {30, 22, 37, 18};
        double[] st = {10, 8, 12, 9};
        double[] c = {18, 20, 25, 14, 11};
        double[] sc = {9, 10, 13, 8, 7};
        Figure figure = Clusters.difference(PairMoments.of(t, st), PairMoments.of(c, sc), .05);
        Significance test = (Significance) Permutation.test(t, st, c, sc, 1);

        assertThat(figure.refusal().map(Refused::code)).contains("too-few-clusters");
        assertThat(figure.refusal().map(Refused::remedy).orElseThrow()).contains("permutation");
        assertThat(test.method()).isEqualTo("permutation-exact");
        assertThat(test.p()).isEqualTo(EXTREME / 126.0);
        assertThat(((Significance) Permutation.test(c, sc, t, st, 1)).p()).isEqualTo(test.p());
    }

    private static final int EXTREME = 2;

    @Test
    void aTestOfAssignmentsIsNeverZeroAndRefusesWhatDoesNotVary() {
        double[] high = new double[12];
        double[] low = new double[12];
        Arrays.setAll(high, i -> 1000 + i);
        Arrays.setAll(low, i -> i);

        assertThat(((Significance) Permutation.test(high, low, 3)).p()).isEqualTo(1e-4);
        assertThat(Permutation.test(new double[] {2, 2}, new double[] {2}, 3)).isInstanceOf(Refused.class);
        assertThat(Permutation.test(new double[0], low, 3)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Permutation.test(high, new double[12], low, new double[12], 3))
                .hasMessageContaining("above 0");
    }

    /** The example of Shrout, Fleiss (Psychological Bulletin 86, 1979) and of R's psych::ICC: ICC(1,1) .17, in full .16574. */
    @Test
    void correlationWithinClustersAgreesWithShroutAndFleiss() {
        double[] ratings = {9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
        long[] target = new long[24];
        Arrays.setAll(target, i -> i / 4);

        double icc = Clusters.icc(ratings, target).orElseThrow();

        assertThat(icc).isCloseTo(.16574, within(5e-6));
        assertThat(Clusters.icc(new double[] {1, 2, 3}, new long[] {1, 2, 3})).isEmpty();
        assertThat(Clusters.icc(new double[] {1, 1, 1}, new long[] {1, 1, 2})).isEmpty();
    }

    /** Kish (1965): clusters of 50 with a correlation of .1 are worth a sixth of their rows. */
    @Test
    void designEffectIsKishs() {
        assertThat(Clusters.designEffect(50, .1)).isCloseTo(5.9, within(1e-12));
        assertThat(Clusters.designEffect(1, .9)).isEqualTo(1);
    }

    @Test
    void warnsBelowThirtyClustersAndRefusesBelowFive() {
        PairMoments many = Clusters.sums(values(Draws.of(1), 30), labels(30));
        PairMoments some = Clusters.sums(values(Draws.of(2), 29), labels(29));
        PairMoments few = Clusters.sums(values(Draws.of(3), 4), labels(4));

        assertThat(Clusters.warning(many, many)).isEmpty();
        assertThat(Clusters.warning(many, some).orElseThrow()).contains("29", "30");
        assertThat(Clusters.difference(many, few, .05).refusal().map(Refused::code))
                .contains("too-few-clusters");
        assertThat(Clusters.test(few, many)).isInstanceOf(Refused.class);
        assertThat(((Estimate) Clusters.difference(many, some, .05)).n()).isEqualTo(59);
    }

    @Test
    void theLiftExcludesZeroExactlyWhereTheTestRejects() {
        PairMoments t = Clusters.sums(values(Draws.of(4), 12), labels(12));
        PairMoments c = Clusters.sums(
                Arrays.stream(values(Draws.of(5), 12)).map(x -> x - 1).toArray(), labels(12));
        double p = ((Significance) Clusters.test(t, c)).p();

        assertThat(((Estimate) Clusters.lift(t, c, p)).low()).isCloseTo(0, within(1e-9));
    }

    /** Twenty clusters of 50 rows an arm, correlation .1: rows raise 2 Phi(-1.96 / sqrt 5.9), .42, false alarms, clusters .05. */
    @Test
    @Tag("simulation")
    void rowsRaiseFalseAlarmsThatClustersDoNot() {
        int worlds = Simulations.worlds(1000);
        SIMULATIONS.wrong(
                "rows of 20 clusters of 50 an arm, ICC .1, as if alone",
                .42,
                worlds,
                41,
                d -> Simulations.alarm(Arms.test(Moments.of(values(d, 20)), Moments.of(values(d, 20)))));
        SIMULATIONS.falseAlarms(
                "20 clusters of 50 rows an arm, ICC .1",
                worlds,
                42,
                d -> Simulations.alarm(Clusters.test(
                        Clusters.sums(values(d, 20), labels(20)), Clusters.sums(values(d, 20), labels(20)))));
    }

    private static double[] values(Draws d, int clusters) {
        double[] values = new double[50 * clusters];
        double shared = 0;
        for (int i = 0; i < values.length; i++) {
            shared = i % 50 == 0 ? Math.sqrt(.1) * d.normal() : shared;
            values[i] = 10 + shared + Math.sqrt(.9) * d.normal();
        }
        return values;
    }

    private static long[] labels(int clusters) {
        long[] labels = new long[50 * clusters];
        Arrays.setAll(labels, i -> i / 50);
        return labels;
    }
}

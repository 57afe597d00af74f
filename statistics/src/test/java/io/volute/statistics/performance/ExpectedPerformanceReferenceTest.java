package io.volute.statistics.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Auc;
import org.junit.jupiter.api.Test;

class ExpectedPerformanceReferenceTest {

    private static final double[] P = {.9, .8, .7, .6, .45, .3, .2, .05};

    /** NannyML's definition of confidence-based estimation, worked by hand for eight rows. */
    @Test
    void expectedCountsAndAreaAgreeWithTheDefinition() {
        ExpectedPerformance expected = ExpectedPerformance.of(P, from(P, .5));

        assertThat(expected.tp()).isCloseTo(3, within(1e-12));
        assertThat(expected.fp()).isCloseTo(1, within(1e-12));
        assertThat(expected.fn()).isCloseTo(1, within(1e-12));
        assertThat(expected.tn()).isCloseTo(3, within(1e-12));
        assertThat(ExpectedPerformance.auc(P, P)).isCloseTo(.821875, within(1e-12));
    }

    @Test
    void accuracyTakesSamplingAndWhatElseIsUncertain() {
        ExpectedPerformance expected = ExpectedPerformance.of(P, from(P, .5));
        Estimate alone = expected.accuracy(0).found().orElseThrow();
        Estimate with = expected.accuracy(.01).found().orElseThrow();

        assertThat(alone.estimate()).isCloseTo(.75, within(1e-12));
        double spread = .09 + .16 + .21 + .24 + .2475 + .21 + .16 + .0475;
        assertThat(alone.estimate() - alone.low()).isCloseTo(1.959964 * Math.sqrt(spread) / 8, within(1e-6));
        assertThat(with.low()).isLessThan(alone.low());
        assertThat(with.high()).isLessThanOrEqualTo(1);
        assertThat(ExpectedPerformance.of(new double[0], new boolean[0]).accuracy(0))
                .isInstanceOf(Refused.class);
    }

    @Test
    void expectedCostWeighsBothOutcomes() {
        Estimate cost = ExpectedPerformance.cost(new double[] {.1, .5}, new double[] {10, 1}, new double[] {0, 1}, 0)
                .found()
                .orElseThrow();

        assertThat(cost.estimate()).isCloseTo(1, within(1e-12));
        assertThat(cost.high() - cost.estimate()).isCloseTo(1.959964 * Math.sqrt(.09 * 100) / 2, within(1e-6));
    }

    /** The truth is drawn from the probabilities, so realised figures must fall inside in 95 of 100 windows. */
    @Test
    void intervalsCoverWhatComesTrueWhenProbabilitiesAreRight() {
        int covered = 0;
        int areas = 0;
        int windows = 400;
        for (int w = 0; w < windows; w++) {
            Draws draws = Draws.of(77, w);
            double[] p = new double[150];
            boolean[] truth = new boolean[150];
            boolean[] decided = new boolean[150];
            int right = 0;
            for (int i = 0; i < p.length; i++) {
                p[i] = draws.uniform() * draws.uniform();
                truth[i] = draws.uniform() < p[i];
                decided[i] = p[i] >= .3;
                right += truth[i] == decided[i] ? 1 : 0;
            }
            Estimate accuracy =
                    ExpectedPerformance.of(p, decided).accuracy(0).found().orElseThrow();
            covered += accuracy.covers(right / 150.0) ? 1 : 0;
            areas += ExpectedPerformance.aucFigure(p, p, 0, w)
                            .found()
                            .orElseThrow()
                            .covers(Auc.value(p, truth))
                    ? 1
                    : 0;
        }

        assertThat(covered / (double) windows).isBetween(.92, .98);
        assertThat(areas / (double) windows).isBetween(.92, .98);
    }

    @Test
    void fewReferenceRowsMakeCalibrationUncertain() {
        assertThat(calibrationVariance(100)).isGreaterThan(3 * calibrationVariance(2000));
    }

    private static double calibrationVariance(int rows) {
        Draws draws = Draws.of(5);
        double[] score = new double[rows];
        boolean[] truth = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            score[i] = draws.uniform();
            truth[i] = draws.uniform() < score[i];
        }
        return ExpectedPerformance.calibrationVariance(
                score,
                truth,
                P,
                p -> ExpectedPerformance.of(p, from(P, .5))
                        .accuracy(0)
                        .found()
                        .orElseThrow()
                        .estimate(),
                9);
    }

    private static boolean[] from(double[] p, double threshold) {
        boolean[] decided = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            decided[i] = p[i] >= threshold;
        }
        return decided;
    }
}

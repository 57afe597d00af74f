package io.volute.statistics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of scikit-learn (areas, average precision) and of R's pROC (DeLong) for ten rows. */
class RankingReferenceTest {

    private static final boolean[] TRUTH = {false, false, true, false, true, false, true, true, false, true};
    private static final double[] P = {.1, .2, .2, .3, .4, .5, .6, .7, .8, .9};
    private static final double[] Q = {.2, .1, .3, .3, .6, .4, .5, .8, .7, .6};

    @Test
    void areaUsesMidRanks() {
        assertThat(Auc.value(P, TRUTH)).isCloseTo(.70, within(1e-15));
        assertThat(Auc.value(Q, TRUTH)).isCloseTo(.78, within(1e-15));
    }

    @Test
    void delongIntervalIsOnTheLogit() {
        Estimate auc = Auc.of(P, TRUTH).found().orElseThrow();

        assertThat(Auc.error(P, TRUTH)).isCloseTo(.184391, within(5e-7));
        assertThat(auc.low()).isCloseTo(.2945, within(5e-5));
        assertThat(auc.high()).isCloseTo(.9288, within(5e-5));
        assertThat(auc.n()).isEqualTo(10);
    }

    @Test
    void pairedDelongUsesTheCovarianceOfBothScores() {
        Estimate d = Auc.difference(Q, P, TRUTH).found().orElseThrow();
        Significance z = (Significance) Auc.test(Q, P, TRUTH);

        assertThat(d.estimate()).isCloseTo(.08, within(1e-12));
        assertThat((d.high() - d.low()) / 2 / 1.959964).isCloseTo(.088318, within(5e-7));
        assertThat(z.p()).isCloseTo(.3650, within(5e-5));
        assertThat(Auc.difference(P, Q, TRUTH))
                .isEqualTo(Auc.difference(Q, P, TRUTH).scaled(x -> -x));
    }

    @Test
    void averagePrecisionStepsOverDistinctThresholds() {
        assertThat(AveragePrecision.value(P, TRUTH)).isCloseTo(.727778, within(5e-7));
        assertThat(AveragePrecision.value(Q, TRUTH)).isCloseTo(.785, within(5e-7));
        assertThat(AveragePrecision.value(P, new boolean[10])).isNaN();
    }

    @Test
    void refusesWhatHasNoInterval() {
        boolean[] none = new boolean[10];
        boolean[] sorted = {false, false, false, false, false, true, true, true, true, true};

        assertThat(code(Auc.of(P, none))).isEqualTo("one-class");
        assertThat(code(Auc.of(P, sorted))).isEqualTo("perfect");
        assertThat(code(Auc.difference(P, P, TRUTH))).isEqualTo("identical");
        assertThat(code(AveragePrecision.of(P, TRUTH, 200, 1))).isEqualTo("too-few-rows");
        assertThatThrownBy(() -> Auc.of(new double[] {Double.NaN, 1}, new boolean[] {true, false}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void fastFormEqualsTheDefinitionOverAllPairs(long seed) {
        Draws draws = Draws.of(seed);
        int n = 120;
        double[] score = new double[n];
        boolean[] truth = new boolean[n];
        for (int i = 0; i < n; i++) {
            truth[i] = draws.uniform() < .3;
            score[i] = Math.round((draws.normal() + (truth[i] ? .7 : 0)) * 4) / 4.0;
        }

        assertThat(Auc.value(score, truth)).isCloseTo(naive(score, truth), within(1e-12));
        assertThat(Auc.value(Arrays.stream(score).map(s -> -s).toArray(), truth))
                .isCloseTo(1 - naive(score, truth), within(1e-12));
        assertThat(Auc.value(Arrays.stream(score).map(s -> s * s * s).toArray(), truth))
                .as("a monotone change of the score")
                .isCloseTo(naive(score, truth), within(1e-12));
    }

    @Test
    void ranksSortNegativeAndEqualValues() {
        Ranks ranks = Ranks.of(3, -1, -0.0, 0.0, Double.NEGATIVE_INFINITY, 3);

        assertThat(new double[] {
                    ranks.rank(0), ranks.rank(1), ranks.rank(2), ranks.rank(3), ranks.rank(4), ranks.rank(5)
                })
                .containsExactly(5.5, 2, 3.5, 3.5, 1, 5.5);
        assertThat(ranks.row(0)).isEqualTo(4);
        assertThat(ranks.ties()).isEqualTo(12);
    }

    @Test
    void averagePrecisionIntervalHoldsItsValue() {
        Draws draws = Draws.of(4);
        double[] score = new double[400];
        boolean[] truth = new boolean[400];
        for (int i = 0; i < 400; i++) {
            truth[i] = draws.uniform() < .2;
            score[i] = draws.normal() + (truth[i] ? 1 : 0);
        }

        Estimate ap = AveragePrecision.of(score, truth, 500, 3).found().orElseThrow();

        assertThat(ap.estimate())
                .isEqualTo(AveragePrecision.value(score, truth))
                .isBetween(ap.low(), ap.high());
        assertThat(ap.high() - ap.low()).isBetween(.05, .3);
        assertThat(AveragePrecision.of(score, truth, 500, 3)).isEqualTo(ap);
    }

    private static double naive(double[] score, boolean[] truth) {
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < truth.length; i++) {
            for (int j = 0; j < truth.length; j++) {
                if (truth[i] && !truth[j]) {
                    pairs++;
                    wins += score[i] > score[j] ? 1 : score[i] == score[j] ? .5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    private static String code(Figure figure) {
        return figure.refusal().map(Refused::code).orElse("estimated");
    }
}

package io.volute.statistics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class EmpiricalValueTest {

    private static final ValueCurve CURVE = ValueCurve.unlimited(10_000, .05, 100, 15, 0);

    /** Every threshold tried by counting: the slow twin. */
    private static double byCounting(ValueCurve curve, double[] score, boolean[] truth) {
        double best = 0;
        for (double cut : score) {
            double tp = 0;
            double fp = 0;
            double p = 0;
            for (int i = 0; i < score.length; i++) {
                p += truth[i] ? 1 : 0;
                tp += truth[i] && score[i] >= cut ? 1 : 0;
                fp += !truth[i] && score[i] >= cut ? 1 : 0;
            }
            double tpr = tp / p;
            double fpr = fp / (score.length - p);
            best = Math.max(
                    best,
                    curve.rows()
                            * (curve.base() * tpr * (curve.gain() - curve.action())
                                    - (1 - curve.base()) * fpr * (curve.loss() + curve.action())));
        }
        return best;
    }

    private static double[] scores(Draws draws, boolean[] truth, double distance) {
        double[] score = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            // Rounded, so that some are equal.
            score[i] = Math.rint(20 * draws.normal(truth[i] ? distance : 0, 1)) / 20;
        }
        return score;
    }

    private static boolean[] everyFourth(int n) {
        boolean[] truth = new boolean[n];
        for (int i = 0; i < n; i += 4) {
            truth[i] = true;
        }
        return truth;
    }

    @Test
    void bestThresholdIsTheOneFoundByCounting() {
        boolean[] truth = everyFourth(300);
        for (int seed = 0; seed < 20; seed++) {
            double[] score = scores(Draws.of(seed), truth, 1.2);
            Estimate value =
                    new EmpiricalValue(CURVE, score, truth).value(1).found().orElseThrow();

            assertThat(value.estimate()).isCloseTo(byCounting(CURVE, score, truth), within(1e-9));
        }
    }

    /** Scores of two normals have the binormal curve; AUC .8 is worth 9,405 at an FPR of .0701. */
    @Test
    void normalScoresAreWorthWhatTheBinormalCurveSays() {
        int n = 4_000;
        double[] score = new double[2 * n];
        boolean[] truth = new boolean[2 * n];
        for (int i = 0; i < n; i++) {
            // Evenly spaced quantiles in place of draws.
            score[i] = Normal.quantile((i + .5) / n) + Math.sqrt(2) * .8416212;
            score[n + i] = Normal.quantile((i + .5) / n);
            truth[i] = true;
        }
        EmpiricalValue value = new EmpiricalValue(CURVE, score, truth);

        assertThat(value.falsePositiveRate()).isCloseTo(.0701, within(2e-3));
        assertThat(value.value(1).found().orElseThrow().estimate()).isCloseTo(9_405, within(36.0));
    }

    @Test
    void capacityCutsABlockOfEqualScores() {
        ValueCurve limited = new ValueCurve(100, .5, 10, 2, 0, 25);
        double[] score = {1, 1, 0, 0};
        boolean[] truth = {true, false, true, false};
        EmpiricalValue value = new EmpiricalValue(limited, score, truth);

        // 25 of the 50 with score 1, half of them right: 12.5 x 10 - 12.5 x 2.
        assertThat(value.threshold()).isOne();
        assertThat(value.falsePositiveRate()).isCloseTo(.25, within(1e-12));
        assertThat(new EmpiricalValue(limited, new double[] {4, 3, 2, 1}, new boolean[] {false, false, false, true})
                        .threshold())
                .isInfinite();
    }

    /** Drummond and Holte's cost curves (2006): value is what the normalised expected cost leaves of the stake. */
    @Test
    void valueIsTheStakeLessDrummondAndHoltesCost() {
        double stake = .05 * 100 + .95 * 15;
        double share = .05 * 100 / stake;
        double tpr = .6;
        double fpr = .1;
        boolean[] truth = new boolean[200];
        double[] score = new double[200];
        for (int i = 0; i < 100; i++) {
            truth[i] = true;
            score[i] = i < 100 * tpr ? 1 : 0;
            score[100 + i] = i < 100 * fpr ? 1 : 0;
        }
        double cost = share * (1 - tpr) + (1 - share) * fpr;

        assertThat(new EmpiricalValue(CURVE, score, truth)
                        .value(1)
                        .found()
                        .orElseThrow()
                        .estimate())
                .isCloseTo(10_000 * stake * (share - cost), within(1e-9));
    }

    @Test
    void aValueNeverFallsWithTheQualityUnderAnyPricesAndCapacity() {
        for (int seed = 0; seed < 200; seed++) {
            Draws draws = Draws.of(17, seed);
            double action = draws.uniform();
            ValueCurve curve = new ValueCurve(
                    1_000,
                    .01 + .98 * draws.uniform(),
                    action + .01 + 20 * draws.uniform(),
                    5 * draws.uniform(),
                    action,
                    seed % 2 == 0 ? Double.POSITIVE_INFINITY : 1 + 999 * draws.uniform());
            double before = 0;
            for (double auc = .5; auc < 1; auc += .01) {
                double value = curve.value(auc);
                assertThat(value).as("%s at %s", curve, auc).isGreaterThanOrEqualTo(before - 1e-6);
                before = value;
            }
        }
    }

    @Test
    void onePointMoreIsTheDifference() {
        assertThat(CURVE.perPoint(.8)).isCloseTo(CURVE.value(.81) - CURVE.value(.8), within(1e-9));
        assertThat(CURVE.perPoint(1)).isZero();
    }

    @Test
    void refusesOneClassAndOtherLengths() {
        assertThat(new EmpiricalValue(CURVE, new double[30], new boolean[30])
                        .value(1)
                        .refusal()
                        .map(Refused::code))
                .contains("one-class");
        assertThatThrownBy(() -> new EmpiricalValue(CURVE, new double[1], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.volute.statistics.performance;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.calibration.Isotonic;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Auc;
import io.volute.statistics.ranking.Ranks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Confidence-based performance estimation (CBPE): the confusion matrix that is expected if the probabilities are right.
 * It assumes that the outcome given the inputs has not changed and cannot see if it has; sampling alone makes its
 * interval far too narrow, so every figure takes the variance that calibration and track record add.
 *
 * @param tp expected rows decided positive that are
 * @param fp expected rows decided positive that are not
 * @param fn expected rows decided negative that are positive
 * @param tn expected rows decided negative that are
 * @param spread sum of {@code p (1 - p)}
 * @param n rows
 */
public record ExpectedPerformance(double tp, double fp, double fn, double tn, double spread, long n) {

    private static final int REFITS = 200;

    /**
     * Expected counts.
     *
     * @param p calibrated probability of each row
     * @param decided whether the row was decided positive
     * @throws IllegalArgumentException if the lengths differ or a probability is outside {@code [0, 1]}
     */
    public static ExpectedPerformance of(double[] p, boolean[] decided) {
        if (p.length != decided.length) {
            throw new IllegalArgumentException(
                    "rows: " + p.length + " probabilities, " + decided.length + " decisions (expected: as many)");
        }
        double tp = 0;
        double fp = 0;
        double fn = 0;
        double tn = 0;
        double spread = 0;
        for (int i = 0; i < p.length; i++) {
            checked(p[i]);
            tp += decided[i] ? p[i] : 0;
            fp += decided[i] ? 1 - p[i] : 0;
            fn += decided[i] ? 0 : p[i];
            tn += decided[i] ? 0 : 1 - p[i];
            spread += p[i] * (1 - p[i]);
        }
        return new ExpectedPerformance(tp, fp, fn, tn, spread, p.length);
    }

    /**
     * Expected accuracy, 95 %, within 0 and 1; method {@code cbpe}; refused without rows.
     *
     * @param extraVariance variance added by calibration and track record, at least 0
     */
    public Figure accuracy(double extraVariance) {
        return n == 0 ? Refused.tooFew("rows", 0, 1) : around((tp + tn) / n, spread / n / n + extraVariance, 0, 1, n);
    }

    /**
     * Expected mean cost of the decisions taken, 95 %; method {@code cbpe}; refused without rows.
     *
     * @param costIfPositive what each row's decision costs if the outcome is positive
     * @param costIfNegative what it costs if not
     */
    public static Figure cost(double[] p, double[] costIfPositive, double[] costIfNegative, double extraVariance) {
        if (p.length != costIfPositive.length || p.length != costIfNegative.length) {
            throw new IllegalArgumentException("rows: " + p.length + " probabilities, " + costIfPositive.length
                    + " and " + costIfNegative.length + " costs (expected: as many)");
        }
        if (p.length == 0) {
            return Refused.tooFew("rows", 0, 1);
        }
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < p.length; i++) {
            checked(p[i]);
            double swing = costIfPositive[i] - costIfNegative[i];
            sum += costIfNegative[i] + p[i] * swing;
            variance += p[i] * (1 - p[i]) * swing * swing;
        }
        double n = p.length;
        return around(
                sum / n,
                variance / n / n + extraVariance,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                p.length);
    }

    /**
     * Expected area under the ROC curve {@code sum p_i (1 - p_j) [s_i > s_j, ½ if equal] / (sum p sum (1 - p))} over
     * pairs of different rows and a row with itself as a tie, O(n log n); NaN if all probabilities are 0 or all 1.
     */
    public static double auc(double[] score, double[] p) {
        if (p.length != score.length) {
            throw new IllegalArgumentException(
                    "rows: " + score.length + " scores, " + p.length + " probabilities (expected: as many)");
        }
        int[] order = Ranks.ascending(score);
        double positive = 0;
        double negative = 0;
        double wins = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            double tiedPositive = 0;
            double tiedNegative = 0;
            while (end < order.length && score[order[end]] == score[order[start]]) {
                tiedPositive += checked(p[order[end]]);
                tiedNegative += 1 - p[order[end]];
                end++;
            }
            wins += tiedPositive * (negative + tiedNegative / 2);
            positive += tiedPositive;
            negative += tiedNegative;
            start = end;
        }
        return wins / (positive * negative);
    }

    /**
     * Expected area with a 95 % interval, sampling by 200 seeded draws of the outcomes; method {@code cbpe}.
     *
     * @return refused with code {@code one-class} where draws rarely hold both classes
     */
    public static Figure aucFigure(double[] score, double[] p, double extraVariance, long seed) {
        double value = auc(score, p);
        List<Double> drawn = new ArrayList<>();
        boolean[] outcome = new boolean[p.length];
        for (int b = 0; b < REFITS; b++) {
            Draws draws = Draws.of(seed, b);
            for (int i = 0; i < p.length; i++) {
                outcome[i] = draws.uniform() < p[i];
            }
            double area = Auc.value(score, outcome);
            if (Double.isFinite(area)) {
                drawn.add(area);
            }
        }
        if (!Double.isFinite(value) || drawn.size() < .95 * REFITS) {
            return new Refused(
                    "one-class",
                    "auc: " + drawn.size() + " of " + REFITS + " draws hold both classes (expected: nearly all)",
                    "use a longer window");
        }
        double variance = Moments.of(
                        drawn.stream().mapToDouble(Double::doubleValue).toArray())
                .variance();
        return around(value, variance + extraVariance, 0, 1, p.length);
    }

    /**
     * Variance that comes from calibration: the reference rows are resampled 200 times, the isotonic map is refitted, and
     * the figure is formed again.
     *
     * @param referenceScore scores of labelled rows that the model was not fitted on, at least one
     * @param score scores of the rows to judge
     * @param figure from probabilities of those rows to the figure
     */
    public static double calibrationVariance(
            double[] referenceScore,
            boolean[] referenceTruth,
            double[] score,
            ToDoubleFunction<double[]> figure,
            long seed) {
        int n = referenceScore.length;
        double[] drawnScore = new double[n];
        boolean[] drawnTruth = new boolean[n];
        double[] values = new double[REFITS];
        for (int b = 0; b < REFITS; b++) {
            Draws draws = Draws.of(seed, b);
            for (int i = 0; i < n; i++) {
                int row = draws.below(n);
                drawnScore[i] = referenceScore[row];
                drawnTruth[i] = referenceTruth[row];
            }
            values[b] =
                    figure.applyAsDouble(Isotonic.fit(drawnScore, drawnTruth).at(score));
        }
        return Moments.of(values).variance();
    }

    private static Estimate around(double value, double variance, double least, double most, long n) {
        double half = Normal.upperQuantile(.025) * Math.sqrt(variance);
        return new Estimate(value, Math.max(least, value - half), Math.min(most, value + half), n, "cbpe");
    }

    private static double checked(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("probability: " + p + " (expected: 0 to 1)");
        }
        return p;
    }
}

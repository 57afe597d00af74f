package io.volute.statistics.ranking;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean over classes of the area under the ROC curve of one class against the rest, each class alike however rare (the
 * one-against-rest mean of Fawcett 2006 without weights). A class counts when at least two judged rows have it and at
 * least two do not.
 *
 * <p>The variance sums, over rows, the squares of what a row adds to the mean of the areas: the structural components of
 * DeLong, DeLong, Clarke-Pearson (1988) of all classes together, so that their covariance is in it. Rows are taken as
 * drawn class by class. For two classes with complementary scores figure and interval are those of {@link Auc}.
 */
public final class MacroAuc {
    private MacroAuc() {}

    /**
     * The mean with its 95 % interval on the logit scale; method {@code macro-delong-logit}; n counts rows.
     *
     * @param score row after row, one for each class
     * @param truth place of each row's class; below 0 for a class that is none of them
     * @return refused with code {@code one-class} if no class counts, {@code perfect} at exactly 0 or 1,
     *     {@code no-variance} if the variance vanishes otherwise
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Figure of(double[] score, int[] truth, int classes) {
        if (score.length != truth.length * classes) {
            throw new IllegalArgumentException("macro auc: " + score.length + " scores, " + truth.length + " labels of "
                    + classes + " classes (expected: one score for each class of each row)");
        }
        double[] added = new double[truth.length];
        List<Double> areas = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            add(score, truth, classes, k, added, areas);
        }
        if (areas.isEmpty()) {
            return new Refused(
                    "one-class",
                    "macro auc: no class with two judged rows and two of other classes in " + truth.length
                            + " rows (expected: at least one)",
                    "use a longer window, or wait for labels of other classes");
        }
        double value = areas.stream().mapToDouble(Double::doubleValue).sum() / areas.size();
        if (value == 0 || value == 1) {
            return new Refused(
                    "perfect",
                    "macro auc: exactly " + value + " over " + areas.size() + " classes (expected: some overlap)",
                    "look for a column that holds the answer");
        }
        double variance = variance(added, truth) / ((double) areas.size() * areas.size());
        if (variance == 0) {
            return Refused.noVariance("the ranking");
        }
        double logit = StrictMath.log(value / (1 - value));
        double half = Normal.upperQuantile(.025) * Math.sqrt(variance) / (value * (1 - value));
        return new Estimate(value, logistic(logit - half), logistic(logit + half), truth.length, "macro-delong-logit");
    }

    /** The area of one class, if it counts, and what each row adds to it. */
    private static void add(double[] score, int[] truth, int classes, int own, double[] added, List<Double> areas) {
        int rows = truth.length;
        int positives = (int) Arrays.stream(truth).filter(place -> place == own).count();
        if (positives < 2 || rows - positives < 2) {
            return;
        }
        double[] all = new double[rows];
        double[] inside = new double[positives];
        double[] outside = new double[rows - positives];
        for (int i = 0, in = 0, out = 0; i < rows; i++) {
            all[i] = score[i * classes + own];
            if (truth[i] == own) {
                inside[in++] = all[i];
            } else {
                outside[out++] = all[i];
            }
        }
        Ranks ranks = Ranks.of(all);
        Ranks within = Ranks.of(inside);
        Ranks without = Ranks.of(outside);
        double sum = 0;
        for (int i = 0, in = 0, out = 0; i < rows; i++) {
            if (truth[i] == own) {
                double above = (ranks.rank(i) - within.rank(in++)) / outside.length;
                sum += above;
                added[i] += above / positives;
            } else {
                added[i] += (1 - (ranks.rank(i) - without.rank(out++)) / positives) / outside.length;
            }
        }
        areas.add(sum / positives);
    }

    /** Of the sum of what the rows add, each class of rows taken as a sample of its own. */
    private static double variance(double[] added, int[] truth) {
        double variance = 0;
        for (int own : Arrays.stream(truth).distinct().sorted().toArray()) {
            double[] rows = new double[truth.length];
            int n = 0;
            for (int i = 0; i < truth.length; i++) {
                if (truth[i] == own) {
                    rows[n++] = added[i];
                }
            }
            variance += n * Moments.of(Arrays.copyOf(rows, n)).variance();
        }
        return variance;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}

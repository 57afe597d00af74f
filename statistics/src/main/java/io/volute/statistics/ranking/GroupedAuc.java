package io.volute.statistics.ranking;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import java.util.Arrays;

/**
 * Area under the ROC curve where many rows share a score, from counts: the same area and variance as {@link Auc} in
 * O(g log g) for g different scores. Where {@link Auc} refuses a perfect ranking, this says 1, since what looks for leaks
 * asks for exactly those.
 */
public final class GroupedAuc {

    private GroupedAuc() {}

    /**
     * The area with its 95 % interval by DeLong on the logit scale; method {@code delong-logit}; n counts rows. Without
     * variance, as at exactly 0 or 1, the interval is the point.
     *
     * @param score one for each group, equal scores are taken together
     * @param positives rows of the group that are positive
     * @param negatives rows of the group that are not
     * @return refused with code {@code one-class} if a class is missing
     * @throws IllegalArgumentException if the lengths differ or a score is NaN
     */
    public static Figure of(double[] score, long[] positives, long[] negatives) {
        if (score.length != positives.length || score.length != negatives.length) {
            throw new IllegalArgumentException("auc: " + score.length + " scores, " + positives.length + " and "
                    + negatives.length + " counts (expected: one for each group)");
        }
        long p = Arrays.stream(positives).sum();
        long n = Arrays.stream(negatives).sum();
        if (p == 0 || n == 0) {
            return new Refused(
                    "one-class",
                    "auc: " + p + " positives in " + (p + n) + " rows (expected: both classes)",
                    "use a longer window, or wait for labels of the other class");
        }
        int[] order = Ranks.ascending(score);
        double area = 0;
        double squaresOfPositives = 0;
        double squaresOfNegatives = 0;
        long positivesBelow = 0;
        long negativesBelow = 0;
        for (int from = 0; from < order.length; ) {
            long positivesHere = 0;
            long negativesHere = 0;
            int to = from;
            while (to < order.length && score[order[to]] == score[order[from]]) {
                positivesHere += positives[order[to]];
                negativesHere += negatives[order[to++]];
            }
            // The structural components of Auc: the same for all rows of a class that share a score.
            double ofPositive = (negativesBelow + negativesHere / 2.0) / n;
            double ofNegative = (p - positivesBelow - positivesHere / 2.0) / p;
            area += positivesHere * ofPositive;
            squaresOfPositives += positivesHere * ofPositive * ofPositive;
            squaresOfNegatives += negativesHere * ofNegative * ofNegative;
            positivesBelow += positivesHere;
            negativesBelow += negativesHere;
            from = to;
        }
        double value = area / p;
        double variance = meanVariance(squaresOfPositives, p, value) + meanVariance(squaresOfNegatives, n, value);
        if (!(variance > 0) || value <= 0 || value >= 1) {
            return new Estimate(value, value, value, p + n, "delong-logit");
        }
        double logit = StrictMath.log(value / (1 - value));
        double half = Normal.upperQuantile(.025) * Math.sqrt(variance) / (value * (1 - value));
        return new Estimate(value, logistic(logit - half), logistic(logit + half), p + n, "delong-logit");
    }

    private static double meanVariance(double squares, long n, double mean) {
        return n < 2 ? 0 : Math.max(0, squares - n * mean * mean) / (n - 1) / n;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}

package io.volute.statistics.ranking;

import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import java.util.Arrays;

/**
 * Average precision {@code sum (R_i - R_(i-1)) P_i} over distinct thresholds from the highest score down: equal scores
 * enter together, nothing is interpolated.
 */
public final class AveragePrecision {
    /** Rows from the highest score down, whether each is positive, and where each group of equal scores ends. */
    private final int[] order;

    private final int[] hit;
    private final int[] ends;

    /**
     * Average precision with a BCa bootstrap interval of rows, 95 %; method {@code bca}.
     *
     * @return refused with fewer than 10 positives
     * @throws IllegalArgumentException if the lengths differ or a score is NaN
     */
    public static Figure of(double[] score, boolean[] truth, int draws, long seed) {
        int positives = 0;
        for (boolean positive : truth) {
            positives += positive ? 1 : 0;
        }
        if (positives < 10) {
            return Refused.tooFew("positives", positives, 10);
        }
        AveragePrecision ranked = new AveragePrecision(score, truth);
        return Bootstrap.bca(truth.length, draws, seed, ranked::value);
    }

    /** The value alone: NaN without positives. */
    public static double value(double[] score, boolean[] truth) {
        int[] once = new int[score.length];
        Arrays.fill(once, 1);
        return new AveragePrecision(score, truth).value(once);
    }

    /** Sorts once, for the many weights that follow. */
    private AveragePrecision(double[] score, boolean[] truth) {
        if (score.length != truth.length) {
            throw new IllegalArgumentException(
                    "rows: " + score.length + " scores, " + truth.length + " labels (expected: one for each row)");
        }
        double[] negated = new double[score.length];
        for (int i = 0; i < score.length; i++) {
            negated[i] = -score[i];
        }
        order = Ranks.ascending(negated);
        hit = new int[order.length];
        int found = 0;
        int[] group = new int[order.length];
        for (int at = 0; at < order.length; at++) {
            hit[at] = truth[order[at]] ? 1 : 0;
            if (at + 1 == order.length || score[order[at]] != score[order[at + 1]]) {
                group[found++] = at + 1;
            }
        }
        ends = Arrays.copyOf(group, found);
    }

    private double value(int[] weights) {
        long hits = 0;
        long rows = 0;
        double sum = 0;
        int at = 0;
        for (int end : ends) {
            long before = hits;
            while (at < end) {
                int weight = weights[order[at]];
                rows += weight;
                hits += (long) weight * hit[at];
                at++;
            }
            if (hits > before) {
                sum += (double) (hits - before) * hits / rows;
            }
        }
        return hits == 0 ? Double.NaN : sum / hits;
    }
}

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

    private AveragePrecision() {}

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
        int[] order = descending(score, truth);
        return Bootstrap.bca(truth.length, draws, seed, weights -> value(score, truth, order, weights));
    }

    /** The value alone: NaN without positives. */
    public static double value(double[] score, boolean[] truth) {
        int[] once = new int[score.length];
        Arrays.fill(once, 1);
        return value(score, truth, descending(score, truth), once);
    }

    private static int[] descending(double[] score, boolean[] truth) {
        if (score.length != truth.length) {
            throw new IllegalArgumentException(
                    "rows: " + score.length + " scores, " + truth.length + " labels (expected: one for each row)");
        }
        double[] negated = new double[score.length];
        for (int i = 0; i < score.length; i++) {
            negated[i] = -score[i];
        }
        return Ranks.ascending(negated);
    }

    private static double value(double[] score, boolean[] truth, int[] order, int[] weights) {
        long hits = 0;
        long rows = 0;
        double sum = 0;
        for (int start = 0; start < order.length; ) {
            long before = hits;
            int at = start;
            while (at < order.length && score[order[at]] == score[order[start]]) {
                rows += weights[order[at]];
                hits += truth[order[at]] ? weights[order[at]] : 0;
                at++;
            }
            if (hits > before) {
                sum += (double) (hits - before) * hits / rows;
            }
            start = at;
        }
        return hits == 0 ? Double.NaN : sum / hits;
    }
}

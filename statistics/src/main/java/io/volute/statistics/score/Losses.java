package io.volute.statistics.score;

import io.volute.statistics.Figure;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import java.util.Map;
import java.util.TreeMap;

/**
 * Losses of probabilities row by row, so that means, paired differences and clusters all use the methods for means.
 * Lengths must agree and probabilities lie in {@code [0, 1]}, else {@link IllegalArgumentException}.
 */
public final class Losses {

    /** Probabilities nearer to 0 and 1 than this are moved there for the log loss; {@link #clipped} counts them. */
    public static final double CLIP = 1e-15;

    private Losses() {}

    /** {@code -ln p} of the outcome that came, in nats. */
    public static double[] log(double[] p, boolean[] truth) {
        check(p, truth);
        double[] losses = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            double likely = truth[i] ? p[i] : 1 - p[i];
            losses[i] = -StrictMath.log(Math.min(1 - CLIP, Math.max(CLIP, likely)));
        }
        return losses;
    }

    /** {@code (p - y)^2} (Brier 1950). */
    public static double[] brier(double[] p, boolean[] truth) {
        check(p, truth);
        double[] losses = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            double miss = p[i] - (truth[i] ? 1 : 0);
            losses[i] = miss * miss;
        }
        return losses;
    }

    /** Mean log loss with its t interval. */
    public static Figure logLoss(double[] p, boolean[] truth) {
        return Means.interval(Moments.of(log(p, truth)));
    }

    /** Mean Brier score with its t interval. */
    public static Figure brierScore(double[] p, boolean[] truth) {
        return Means.interval(Moments.of(brier(p, truth)));
    }

    /** How many probabilities the log loss had to move away from 0 or 1. */
    public static long clipped(double[] p) {
        long count = 0;
        for (double value : p) {
            count += value < CLIP || value > 1 - CLIP ? 1 : 0;
        }
        return count;
    }

    /**
     * The Brier score's parts over groups of equal probability (Murphy 1973): {@code score = reliability - resolution +
     * uncertainty}.
     *
     * @throws IllegalArgumentException also without rows
     */
    public static BrierParts parts(double[] p, boolean[] truth) {
        check(p, truth);
        if (p.length == 0) {
            throw new IllegalArgumentException("brier parts: 0 rows (expected: >= 1)");
        }
        Map<Double, long[]> groups = new TreeMap<>();
        long positives = 0;
        for (int i = 0; i < p.length; i++) {
            long[] group = groups.computeIfAbsent(p[i], key -> new long[2]);
            group[0]++;
            group[1] += truth[i] ? 1 : 0;
            positives += truth[i] ? 1 : 0;
        }
        double base = (double) positives / p.length;
        double reliability = 0;
        double resolution = 0;
        for (Map.Entry<Double, long[]> group : groups.entrySet()) {
            double rows = group.getValue()[0];
            double share = group.getValue()[1] / rows;
            reliability += rows * (group.getKey() - share) * (group.getKey() - share);
            resolution += rows * (share - base) * (share - base);
        }
        return new BrierParts(reliability / p.length, resolution / p.length, base * (1 - base));
    }

    static void check(double[] p, boolean[] truth) {
        if (p.length != truth.length) {
            throw new IllegalArgumentException(
                    "rows: " + p.length + " probabilities, " + truth.length + " labels (expected: one for each row)");
        }
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("probability: " + value + " (expected: 0 to 1)");
            }
        }
    }
}

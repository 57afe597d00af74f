package io.volute.statistics.score;

import io.volute.statistics.Figure;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.proportion.Share;

/**
 * How good probabilities of several classes are. Probabilities stand row after row, one for each class, in
 * {@code [0, 1]}; the truth is the place of a row's class, or {@value #UNKNOWN} for a class that has no place and so no
 * probability. Lengths must agree, else {@link IllegalArgumentException}.
 */
public final class ClassScores {
    /** The place of a class that nobody gave a probability. */
    public static final int UNKNOWN = -1;

    private ClassScores() {}

    /** {@code -ln p} of the class that came, in nats, p held {@value Losses#CLIP} away from 0 and 1. */
    public static double[] log(double[] p, int[] truth, int classes) {
        check(p, truth, classes);
        double[] losses = new double[truth.length];
        for (int row = 0; row < losses.length; row++) {
            double likely = truth[row] == UNKNOWN ? 0 : p[row * classes + truth[row]];
            losses[row] = -StrictMath.log(Math.min(1 - Losses.CLIP, Math.max(Losses.CLIP, likely)));
        }
        return losses;
    }

    /** Mean log loss with its t interval. */
    public static Figure logLoss(double[] p, int[] truth, int classes) {
        return Means.interval(Moments.of(log(p, truth, classes)));
    }

    /** Share of rows whose most probable class came, the first of equally probable ones, with Wilson's interval. */
    public static Figure accuracy(double[] p, int[] truth, int classes) {
        check(p, truth, classes);
        boolean[] right = new boolean[truth.length];
        for (int row = 0; row < right.length; row++) {
            right[row] = mostProbable(p, row, classes) == truth[row];
        }
        return Share.of(right).wilson();
    }

    /** Place of a row's most probable class, the first of equally probable ones. */
    public static int mostProbable(double[] p, int row, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (p[row * classes + k] > p[row * classes + best]) {
                best = k;
            }
        }
        return best;
    }

    private static void check(double[] p, int[] truth, int classes) {
        if (classes < 1 || p.length != truth.length * classes) {
            throw new IllegalArgumentException("rows: " + p.length + " probabilities, " + truth.length + " labels of "
                    + classes + " classes (expected: one probability for each class of each row)");
        }
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("probability: " + value + " (expected: 0 to 1)");
            }
        }
        for (int place : truth) {
            if (place < UNKNOWN || place >= classes) {
                throw new IllegalArgumentException("class: " + place + " (expected: 0 to " + (classes - 1) + ", or "
                        + UNKNOWN + " for one without a place)");
            }
        }
    }
}

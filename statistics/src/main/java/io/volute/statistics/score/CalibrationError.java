package io.volute.statistics.score;

import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Ranks;
import java.util.Arrays;

/**
 * Expected calibration error: the mean over bins of {@code |mean p - share of positives|}, weighted by rows (Naeini,
 * Cooper, Hauskrecht 2015). It is never 0 by chance, so it stands beside the range that a calibrated model would show on
 * the same probabilities.
 *
 * @param error the error, 0 to 1
 * @param nullLow 2.5 % quantile of the error if the probabilities were right
 * @param nullHigh 97.5 % quantile of the same
 * @param bins bins in use
 * @param n rows
 */
public record CalibrationError(double error, double nullLow, double nullHigh, int bins, long n) {

    private static final int DRAWS = 500;

    /** Whether the error is no larger than chance makes it for a calibrated model. */
    public boolean calibrated() {
        return error <= nullHigh;
    }

    /**
     * In bins of equal numbers of rows by rank; equal probabilities may fall into neighbouring bins by row number.
     *
     * @throws IllegalArgumentException if lengths differ, a probability is outside {@code [0, 1]}, there are no rows or no
     *     bins
     */
    public static CalibrationError equalMass(double[] p, boolean[] truth, int bins, long seed) {
        int used = Math.min(bins, Math.max(1, p.length));
        int[] bin = new int[p.length];
        int[] order = Ranks.ascending(p);
        for (int place = 0; place < order.length; place++) {
            bin[order[place]] = (int) ((long) place * used / order.length);
        }
        return of(p, truth, bin, bins, seed);
    }

    /** In bins of equal width, closed on the left, the last one on both sides; throws like {@link #equalMass}. */
    public static CalibrationError equalWidth(double[] p, boolean[] truth, int bins, long seed) {
        int[] bin = new int[p.length];
        for (int i = 0; i < p.length; i++) {
            bin[i] = Math.min(bins - 1, (int) (p[i] * bins));
        }
        return of(p, truth, bin, bins, seed);
    }

    private static CalibrationError of(double[] p, boolean[] truth, int[] bin, int bins, long seed) {
        Losses.check(p, truth);
        if (p.length == 0 || bins < 1) {
            throw new IllegalArgumentException(
                    "calibration error: " + p.length + " rows, " + bins + " bins (expected: >= 1)");
        }
        double[] drawn = new double[DRAWS];
        boolean[] outcome = new boolean[p.length];
        for (int b = 0; b < DRAWS; b++) {
            Draws draws = Draws.of(seed, b);
            for (int i = 0; i < p.length; i++) {
                outcome[i] = draws.uniform() < p[i];
            }
            drawn[b] = error(p, outcome, bin, bins);
        }
        Arrays.sort(drawn);
        int used = (int) Arrays.stream(bin).distinct().count();
        int tail = DRAWS / 40;
        return new CalibrationError(error(p, truth, bin, bins), drawn[tail], drawn[DRAWS - 1 - tail], used, p.length);
    }

    private static double error(double[] p, boolean[] truth, int[] bin, int bins) {
        double[] gap = new double[bins];
        for (int i = 0; i < p.length; i++) {
            gap[bin[i]] += p[i] - (truth[i] ? 1 : 0);
        }
        double sum = 0;
        for (double value : gap) {
            sum += Math.abs(value);
        }
        return sum / p.length;
    }
}

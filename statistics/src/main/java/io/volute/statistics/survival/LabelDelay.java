package io.volute.statistics.survival;

import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.proportion.Share;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What waiting does to labels that say "an event came within a window": how long positives take, how many labels a longer
 * window turns, and how much a negative so far is worth. Of rows that were all watched for as long as the longest window
 * asked about. Immutable.
 */
public final class LabelDelay {
    private final double[] delays;
    private final int rows;

    /**
     * Over rows that were watched long enough.
     *
     * @param delays time from the decision to the event, of the rows that had one
     * @param rows all rows, with or without an event
     * @throws IllegalArgumentException if a delay is negative or not finite, or there are fewer rows than events
     */
    public LabelDelay(double[] delays, int rows) {
        this.delays = delays.clone();
        Arrays.sort(this.delays);
        this.rows = rows;
        if (rows < delays.length) {
            throw new IllegalArgumentException(
                    "rows: " + rows + " (expected: at least the " + delays.length + " with an event)");
        }
        for (double delay : this.delays) {
            if (!(delay >= 0) || Double.isInfinite(delay)) {
                throw new IllegalArgumentException("delay: " + delay + " (expected: a finite number >= 0)");
            }
        }
    }

    /** Time by which this share of the events had come (type 7 of Hyndman, Fan 1996); empty without events. */
    public OptionalDouble quantile(double share) {
        return delays.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Bootstrap.quantile(delays, share));
    }

    /** Rows with an event at or before this time. */
    public int positives(double window) {
        int low = 0;
        int high = delays.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (delays[middle] <= window) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Share of rows that the shorter window calls negative and the longer one positive.
     *
     * @throws IllegalArgumentException unless {@code shorter <= longer}
     */
    public Share flipped(double shorter, double longer) {
        if (!(shorter <= longer)) {
            throw new IllegalArgumentException(
                    "windows: " + shorter + ", " + longer + " (expected: the shorter one first)");
        }
        return new Share((long) positives(longer) - positives(shorter), rows);
    }

    /**
     * Probability that a row without an event so far will yet have one: {@code p(1 − F(a)) / (1 − p·F(a))} by Bayes'
     * rule.
     *
     * @param share of rows that have an event in the end
     * @param arrived the distribution of delays among them, as the share that still waits
     * @param age for how long the row has been watched
     * @throws IllegalArgumentException unless the share is from 0 to 1
     */
    public static double stillPositive(double share, KaplanMeier arrived, double age) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: from 0 to 1)");
        }
        double waiting = arrived.waiting(age);
        double negativeSoFar = 1 - share * (1 - waiting);
        return negativeSoFar == 0 ? 0 : share * waiting / negativeSoFar;
    }
}

package io.volute.monitoring.drift;

import io.volute.statistics.Refused;
import io.volute.statistics.Tested;

/**
 * One test of one column.
 *
 * @param kind what was compared
 * @param tested the test, or why there is none
 * @param effect size of the change in the kind's own measure; 0 without a test
 * @param dispersion how much more the reference windows differ among themselves than chance explains; at least 1
 * @param referenceRows rows of the reference that took part
 * @param currentRows rows of the current window that took part
 * @param words what changed most, for people; empty without a test
 * @param power what the test would have found
 */
public record Comparison(
        Kind kind,
        Tested tested,
        double effect,
        double dispersion,
        long referenceRows,
        long currentRows,
        String words,
        Power power) {

    /** What a comparison looks at. */
    public enum Kind {
        /** Values that are there; effect: base-2 Jensen-Shannon distance, corrected for the sizes of the samples. */
        DISTRIBUTION,
        /** Share of missing values; effect: absolute change of the share. */
        MISSING
    }

    /** Chance to find an effect. */
    @FunctionalInterface
    public interface Power {
        /** Chance that an effect of this size would have been found at this level. */
        double of(double effect, double alpha);
    }

    /** No test, with the reason. */
    static Comparison refused(Kind kind, Refused why, long referenceRows, long currentRows) {
        return new Comparison(kind, why, 0, 1, referenceRows, currentRows, "", (effect, alpha) -> 0);
    }
}

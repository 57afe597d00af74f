package io.volute.monitoring.drift;

import io.volute.core.run.Slot;
import io.volute.core.text.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * One look at the inputs of a slot.
 *
 * @param slot the slot
 * @param season the reference in words, for example {@code month 03 of 1990 … 1999}
 * @param rows rows of the slot
 * @param referenceRows rows of the reference
 * @param level adjusted p at or below it counts, so that a year of looks stays within the alarm budget
 * @param columns one for each test, in the order of the columns
 * @param verdict {@link #DRIFT}, {@link #STABLE} or {@link #INSUFFICIENT_DATA}
 * @param why one sentence
 */
public record DriftReport(
        Slot slot,
        String season,
        long rows,
        long referenceRows,
        double level,
        List<ColumnFinding> columns,
        String verdict,
        String why) {
    /** Changed by more than chance and by enough to matter. */
    public static final String DRIFT = "DRIFT";
    /** Not changed, and a change that matters would have been found with a chance of .8 or more. */
    public static final String STABLE = "STABLE";
    /** Neither of the two. */
    public static final String INSUFFICIENT_DATA = "INSUFFICIENT_DATA";

    /** Copies. */
    public DriftReport {
        columns = List.copyOf(columns);
    }

    /** The columns that drifted, in words. */
    public List<String> drifted() {
        return columns.stream()
                .filter(column -> column.verdict().equals(DRIFT))
                .map(column ->
                        column.column() + ": " + column.words() + " (effect " + Numbers.plain(column.effect()) + ")")
                .toList();
    }

    /**
     * One test of one column.
     *
     * @param column its name
     * @param kind DISTRIBUTION or MISSING
     * @param verdict as for the whole look
     * @param p raw p-value; empty when there was no test
     * @param adjusted p-value after Benjamini and Hochberg within the look
     * @param dispersion how much more the reference years differ among themselves than chance explains
     * @param effect base-2 Jensen-Shannon distance corrected for sample sizes, or change of the missing share
     * @param minEffect smallest effect that matters
     * @param power chance that such an effect would have been found
     * @param words what changed most, or why there was no test
     */
    public record ColumnFinding(
            String column,
            String kind,
            String verdict,
            Optional<Double> p,
            Optional<Double> adjusted,
            double dispersion,
            double effect,
            double minEffect,
            double power,
            String words) {}
}

package io.volute.core.contract.dataengineering;

import io.volute.core.stage.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the checks found.
 *
 * @param rows rows known by now
 * @param labelled rows with a usable label by now
 * @param positives labelled rows with the event; 0 where the label is no event
 * @param missingShare share of missing values by column available at decision time
 * @param duplicateRows rows that equal an earlier row in every column
 * @param quarantined by rule, with counts and examples
 * @param checks one result per declared check
 * @param neverAvailable columns that may not be used as features
 * @param verdict PASS, WARN or BLOCKED
 * @param classes labelled rows by class, the {@value #CLASSES} most frequent; only where there are several
 * @param number how the label is distributed; only where it is a number and a row has one
 * @param personal columns of personal data, which may not be used as features either; absent without any
 * @param labelDelay what waiting does to the labels; only where they are made of events
 */
public record DataReport(
        long rows,
        long labelled,
        long positives,
        SortedMap<String, Double> missingShare,
        long duplicateRows,
        List<Quarantined> quarantined,
        List<CheckResult> checks,
        List<String> neverAvailable,
        Verdict verdict,
        Optional<SortedMap<String, Long>> classes,
        Optional<NumberLabel> number,
        Optional<LabelDelay> labelDelay,
        Optional<List<String>> personal) {
    /** How many classes are told at most. */
    public static final int CLASSES = 100;

    /** Of labels that are events. */
    public DataReport(
            long rows,
            long labelled,
            long positives,
            SortedMap<String, Double> missingShare,
            long duplicateRows,
            List<Quarantined> quarantined,
            List<CheckResult> checks,
            List<String> neverAvailable,
            Verdict verdict) {
        this(
                rows,
                labelled,
                positives,
                missingShare,
                duplicateRows,
                quarantined,
                checks,
                neverAvailable,
                verdict,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** How a number is distributed. {@code deviation} has the denominator n - 1. */
    public record NumberLabel(double mean, double deviation, double min, double max) {}

    /** Rows or labels set aside by one rule. {@code what} is {@code row} or {@code label}. */
    public record Quarantined(String rule, String column, String what, long rows, String example) {}

    /** One check. {@code status} is PASS, FAIL or UNKNOWN. */
    public record CheckResult(String id, String severity, String status, String value, String expected) {}

    /**
     * How long events take, over rows that were watched for the whole window.
     *
     * @param p50Days days by which half of the events had come; absent without events
     * @param p90Days days by which nine in ten had
     * @param flipped what longer windows turn
     */
    public record LabelDelay(Optional<Double> p50Days, Optional<Double> p90Days, List<Flipped> flipped) {
        /** Copies. */
        public LabelDelay {
            flipped = List.copyOf(flipped);
        }
    }

    /** Rows that a window of {@code fromDays} calls negative and one of {@code toDays} positive, as a share of all. */
    public record Flipped(int fromDays, int toDays, long rows, double share) {}
}

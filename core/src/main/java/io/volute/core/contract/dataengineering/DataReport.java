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
        Optional<NumberLabel> number) {
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
                Optional.empty());
    }

    /** How a number is distributed. {@code deviation} has the denominator n - 1. */
    public record NumberLabel(double mean, double deviation, double min, double max) {}

    /** Rows or labels set aside by one rule. {@code what} is {@code row} or {@code label}. */
    public record Quarantined(String rule, String column, String what, long rows, String example) {}

    /** One check. {@code status} is PASS, FAIL or UNKNOWN. */
    public record CheckResult(String id, String severity, String status, String value, String expected) {}
}

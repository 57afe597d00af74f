package io.volute.core.contract.dataengineering;

import io.volute.core.stage.Verdict;
import io.volute.statistics.Figure;
import java.util.List;
import java.util.Optional;

/**
 * What tells the label and should not.
 *
 * @param rows labelled rows by now
 * @param positives those of the rarer class, which the findings count; 0 where the label has no two classes
 * @param findings gravest first, then by detector and column
 * @param verdict PASS, WARN or BLOCKED
 */
public record Leakage(long rows, long positives, List<Finding> findings, Verdict verdict) {
    /** Copies. */
    public Leakage {
        findings = List.copyOf(findings);
    }

    /**
     * One finding; counts are 0 and the figure is empty where the detector does not count.
     *
     * @param column empty when it is about the rows
     * @param segment which rows of the column, as in {@code > 0}; empty for all
     * @param rows rows looked at
     * @param positives how many of them are of the rarer class, or of the class that the finding names
     * @param figure what was judged: the area, the rate of the segment, the correlation
     * @param threshold the value from which it counts as found
     */
    public record Finding(
            Detector detector,
            String column,
            String segment,
            long rows,
            long positives,
            Optional<Figure> figure,
            Optional<Double> threshold,
            Severity severity,
            String message) {}

    /** How something was found. */
    public enum Detector {
        /** A column that is known too late to be a feature. */
        AVAILABILITY,
        /** A column known at the decision that the label's expression reads. */
        LABEL_RULE,
        /** A column that alone ranks the rows too well. */
        POWER,
        /** A part of a column in which nearly all rows are of the rarer class. */
        SEGMENT,
        /** Rows whose label another column gives the lie. */
        CONTRADICTION,
        /** A label that goes with the order of rows, or with an id. */
        ORDER,
        /** Rows of different periods that equal each other in all that is known but their date. */
        REPETITION
    }

    /** What follows, gravest first. */
    public enum Severity {
        /** No later step uses this data. */
        BLOCK,
        /** It deserves a look. */
        WARN,
        /** It is told: the column is no feature, or it was accepted. */
        INFO
    }
}

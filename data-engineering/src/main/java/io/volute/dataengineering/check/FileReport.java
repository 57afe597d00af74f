package io.volute.dataengineering.check;

import io.volute.core.stage.Verdict;
import java.util.List;

/**
 * What the checks of a contract found in one file.
 *
 * @param version of the contract
 * @param rows of the file
 * @param quarantined rows that break a rule which sets rows aside
 * @param verdict PASS, WARN or BLOCKED
 * @param checks every rule, by id
 * @param aside each broken rule of each quarantined row, in the order of the file; empty when nobody asked
 */
public record FileReport(
        int version, long rows, long quarantined, Verdict verdict, List<OfCheck> checks, List<Aside> aside) {
    /** Copies. */
    public FileReport {
        checks = List.copyOf(checks);
        aside = List.copyOf(aside);
    }

    /**
     * What became of one rule.
     *
     * @param column that it reads, empty for rows as such
     * @param status PASS, FAIL or, where nothing can be said, UNKNOWN
     * @param value what was found, for people
     * @param failed rows that break it; 0 for a rule on all rows together
     * @param examples the first of them
     */
    public record OfCheck(
            String id,
            String column,
            String severity,
            String status,
            String value,
            String expected,
            long failed,
            List<Example> examples) {
        /** Copies. */
        public OfCheck {
            examples = List.copyOf(examples);
        }
    }

    /** A row that breaks a rule; {@code value} is empty when the rule reads several columns or none. */
    public record Example(long line, String rowId, String value) {}

    /** A row in quarantine for one rule; {@code raw} is the row as it stands in the file. */
    public record Aside(long line, String rowId, String rule, String column, String value, String raw) {}
}

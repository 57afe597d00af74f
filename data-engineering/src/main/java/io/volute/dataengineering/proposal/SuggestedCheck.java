package io.volute.dataengineering.proposal;

import java.math.BigDecimal;
import java.util.List;

/** A rule that the first two thirds of the rows suggested and the last third kept. */
public sealed interface SuggestedCheck {
    /** The column that it looks at; empty for the whole table. */
    String column();

    /** What it rests on, for a comment. */
    String support();

    /**
     * At least so many rows.
     *
     * @param min half of what is there
     */
    record RowCount(long min, String support) implements SuggestedCheck {
        @Override
        public String column() {
            return "";
        }
    }

    /**
     * At least this share of the rows has a value.
     *
     * @param min lower Wilson limit of the share, rounded down
     */
    record Completeness(String column, BigDecimal min, String support) implements SuggestedCheck {}

    /**
     * No value but these.
     *
     * @param values in the order of their UTF-8 bytes
     */
    record Allowed(String column, List<String> values, String support) implements SuggestedCheck {
        /** Copies. */
        public Allowed {
            values = List.copyOf(values);
        }
    }

    /** No number below zero. */
    record NotNegative(String column, String support) implements SuggestedCheck {}
}

package io.volute.dataengineering.proposal;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.run.Slot;
import io.volute.dataengineering.contract.ValueType;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * What a spec for a table could say. Everything was found by reading all of its rows; nothing is known that the table
 * does not hold, such as when a value comes to be known.
 *
 * @param rows of the table
 * @param label what is predicted
 * @param time when decisions are taken; empty for a table without decision times
 * @param columns in the order of the table, the label's and the time's among them
 * @param checks rules that held
 * @param dropped how many rules were suggested by the first part of the rows and failed in the rest
 */
public record Proposal(
        long rows, Label label, Optional<Time> time, List<OfColumn> columns, List<SuggestedCheck> checks, int dropped) {
    /** Copies. */
    public Proposal {
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }

    /**
     * What is predicted.
     *
     * @param column of the table
     * @param framing two classes, several classes or a number
     * @param event of two classes the one whose probability is predicted, as an expression; else empty
     * @param reason why this framing, one sentence
     * @param distribution what the labels are, one sentence
     * @param kept of several classes those with enough rows, in the order of their UTF-8 bytes; else empty
     * @param aside of several classes those with too few rows
     */
    public record Label(
            String column,
            Framing framing,
            Optional<String> event,
            String reason,
            String distribution,
            List<String> kept,
            List<String> aside) {
        /** Copies. */
        public Label {
            kept = List.copyOf(kept);
            aside = List.copyOf(aside);
        }
    }

    /**
     * When decisions are taken.
     *
     * @param column of the table, a date or an instant
     * @param first the first day
     * @param last the last day
     * @param slots length of a slot
     * @param folds how many periods judge
     * @param every length of one
     */
    public record Time(String column, LocalDate first, LocalDate last, Slot.Cadence slots, int folds, Period every) {}

    /**
     * A column.
     *
     * @param type as a contract names it
     * @param use what a feature could be made of it
     * @param suspect why it may tell the label and not be known at the decision; empty without suspicion
     * @param note why nothing is made of it, or what to know about it; may be empty
     */
    public record OfColumn(String name, ValueType type, Use use, Optional<String> suspect, String note) {
        /** The same column under suspicion; that of the decisions' time stays what it is. */
        OfColumn suspected(String reason) {
            Use kept = use == Use.TIME ? use : Use.NONE;
            return new OfColumn(name, type, kept, Optional.of(reason), use == Use.NONE ? note : "");
        }
    }

    /** What a feature could be made of a column. */
    public enum Use {
        /** It is the label. */
        LABEL,
        /** It says when the decision is taken. */
        TIME,
        /** A feature for each frequent value. */
        CATEGORY,
        /** The number itself. */
        NUMBER,
        /** Nothing. */
        NONE
    }
}

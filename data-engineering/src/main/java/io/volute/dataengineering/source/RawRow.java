package io.volute.dataengineering.source;

import io.volute.core.table.Column;
import io.volute.dataengineering.contract.ValueType;
import org.jspecify.annotations.Nullable;

/** The texts of one row, with their places. */
public interface RawRow {
    /** The file or query that the row stands in, for messages. */
    String place();

    /** The row as it stands in the source, without the end of its line. */
    String raw();

    /** 1-based line at which the row begins. */
    int line();

    /** Text of a cell by number from 0; null when missing. */
    @Nullable String text(int cell);

    /** 1-based line at which a cell begins. */
    int lineOf(int cell);

    /** 1-based column at which a cell begins, in characters. */
    int columnOf(int cell);

    /** Where a cell stands, for messages. */
    default String at(int cell) {
        return place() + ":" + lineOf(cell) + ":" + columnOf(cell);
    }

    /** Whether a cell has no value. */
    default boolean isMissing(int cell) {
        return text(cell) == null;
    }

    /**
     * Appends what a cell stands for in this type; false when it stands for none, and nothing was appended. A source
     * whose values have types may know a shorter way than through the text.
     */
    default boolean append(int cell, ValueType type, Column.Builder builder) {
        String text = text(cell);
        return text != null && type.append(builder, text);
    }
}

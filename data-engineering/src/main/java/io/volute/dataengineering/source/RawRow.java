package io.volute.dataengineering.source;

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
}

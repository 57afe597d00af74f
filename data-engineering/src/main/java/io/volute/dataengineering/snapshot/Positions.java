package io.volute.dataengineering.snapshot;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Table;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where each row stands in the source: {@code row_id} and {@code line}, sorted by {@code row_id}. It covers the whole
 * source, rows of the future too, and holds no values: a finding looks its line up here, and a row that moves changes no
 * slot.
 *
 * @param rows the table
 */
public record Positions(Table rows) {
    /** Name of the line's column. */
    public static final String LINE = "line";

    /** The 1-based line of a row. */
    public OptionalLong line(String rowId) {
        OptionalInt row = SortedIds.find(rows.column(Examples.ROW_ID), rowId);
        return row.isPresent() ? OptionalLong.of(rows.column(LINE).longAt(row.getAsInt())) : OptionalLong.empty();
    }
}

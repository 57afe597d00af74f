package io.volute.dataengineering.snapshot;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Table;
import java.util.OptionalInt;

/**
 * What no decision and no label ever knows: {@code row_id}, then the columns that are never available, sorted by {@code
 * row_id}. It covers the whole source, rows of the future too, as these columns have no date at which they are known;
 * only what looks for leaks reads it, of rows that have a label.
 *
 * @param rows the table
 */
public record Hindsight(Table rows) {
    /** The number of a row. */
    public OptionalInt row(String rowId) {
        return SortedIds.find(rows.column(Examples.ROW_ID), rowId);
    }
}

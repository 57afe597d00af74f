package io.volute.core.contract.dataengineering;

import io.volute.core.table.Table;

/**
 * Rows as known at decision time, one per decision, sorted by ({@code at}, {@code row_id}). Columns: {@code row_id}
 * TEXT (16 hex digits), {@code group_id} TEXT (equal for rows that no split or assignment may divide), {@code at}
 * INSTANT (decision time), then the source's columns that are available at decision time, under their own names. An
 * empty period is an empty table with these columns.
 *
 * @param rows the table
 */
public record Examples(Table rows) {
    /** Name of the identity column. */
    public static final String ROW_ID = "row_id";
    /** Name of the group column. */
    public static final String GROUP_ID = "group_id";
    /** Name of the decision time column. */
    public static final String AT = "at";
}

package io.volute.core.contract.dataengineering;

import io.volute.core.table.Table;

/**
 * Rows of a log beside the decisions: assignments of an experiment, or what units did. What was received at or after the
 * date of the run is not among them.
 *
 * @param rows the table; columns as {@code io.volute.core.contract.metric.EventTotals} names them, in the order of the
 *     source
 */
public record LoggedRows(Table rows) {}

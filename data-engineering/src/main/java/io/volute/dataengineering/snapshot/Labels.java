package io.volute.dataengineering.snapshot;

import io.volute.core.table.Table;

/**
 * What became known after the decisions of one slot, unchecked: {@code row_id}, {@code known_at}, then the late columns,
 * sorted by {@code row_id}. A row appears when all that its label needs is known; a column that takes longer is missing
 * until then.
 *
 * @param rows the table
 */
public record Labels(Table rows) {}

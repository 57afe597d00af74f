package io.volute.dataengineering.snapshot;

import io.volute.core.table.Table;

/**
 * Rows of one slot with what is known at decision time, unchecked; the columns and order of {@link
 * io.volute.core.contract.dataengineering.Examples}.
 *
 * @param rows the table
 */
public record Events(Table rows) {}

package io.volute.dataengineering.check;

import io.volute.core.table.Table;

/**
 * What was set aside, one row for each broken rule: {@code row_id}, {@code rule}, {@code what} ({@code row} or
 * {@code label}), {@code column}, {@code value} as text, {@code expected}, {@code line} in the source and, when that
 * is several files, {@code file}; sorted by rule and row id.
 *
 * @param rows the table
 */
public record Quarantine(Table rows) {}

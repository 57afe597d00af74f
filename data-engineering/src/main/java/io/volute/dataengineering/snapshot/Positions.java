package io.volute.dataengineering.snapshot;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Table;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where each row stands in the source: {@code row_id}, {@code line} and, when the source is several files, {@code file};
 * sorted by {@code row_id}. It covers the whole
 * source, rows of the future too, and holds no values: a finding looks its line up here, and a row that moves changes no
 * slot.
 *
 * @param rows the table
 */
public record Positions(Table rows) {
    /** Name of the line's column. */
    public static final String LINE = "line";
    /** Name of the file's column. */
    public static final String FILE = "file";

    /** The 1-based line of a row. */
    public OptionalLong line(String rowId) {
        OptionalInt row = row(rowId);
        return row.isPresent() ? OptionalLong.of(rows.column(LINE).longAt(row.getAsInt())) : OptionalLong.empty();
    }

    /** The file of a row; empty when the source is one place. */
    public Optional<String> file(String rowId) {
        OptionalInt row = row(rowId);
        return row.isPresent() ? rows.find(FILE).map(files -> files.textAt(row.getAsInt())) : Optional.empty();
    }

    private OptionalInt row(String rowId) {
        return SortedIds.find(rows.column(Examples.ROW_ID), rowId);
    }
}

package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.IntSort;
import io.volute.core.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rows of a source with types and identities, sorted by decision time and row id. Immutable and thread-safe.
 *
 * @param rows {@code row_id}, {@code group_id}, {@code at} and every column of the contract
 * @param lines line of each row in the source
 * @param files file of each row; empty when the source is one file
 * @param slots rows of each slot from the first to the last one that has any, gaps included
 * @param duplicates by slot, rows that equal an earlier one
 * @param unreadable values that the contract sets aside
 * @param undeclared columns that the contract does not name
 * @param content digest of the source's bytes
 * @param logical digest of the rows whatever their order
 */
record Dataset(
        Table rows,
        Lines lines,
        List<String> files,
        SortedMap<Slot, Range> slots,
        SortedMap<Slot, Long> duplicates,
        List<Snapshot.Unreadable> unreadable,
        List<String> undeclared,
        Digest content,
        Digest logical) {

    /** Row numbers of a slot, {@code to} exclusive. */
    record Range(int from, int to) {}

    /** The same rows with more columns. */
    Dataset with(Table wider) {
        return new Dataset(wider, lines, files, slots, duplicates, unreadable, undeclared, content, logical);
    }

    Instant at(int row) {
        return rows.column(Examples.AT).instantAt(row);
    }

    /** The slots of rows that are sorted by time. */
    static SortedMap<Slot, Range> slots(Slot.Cadence cadence, Column at) {
        SortedMap<Slot, Range> ranges = new TreeMap<>();
        int row = 0;
        Instant last = at.instantAt(at.rows() - 1);
        for (Slot slot : Slot.containing(cadence, at.instantAt(0)).until(last.plusNanos(1))) {
            int from = row;
            row = firstNotBefore(at, row, slot.end());
            ranges.put(slot, new Range(from, row));
        }
        return Collections.unmodifiableSortedMap(ranges);
    }

    /** Rows are sorted, so half of what is left is looked at no more. */
    private static int firstNotBefore(Column at, int from, Instant end) {
        int low = from;
        int high = at.rows();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at.instantAt(middle).isBefore(end)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where each row stands, in an order by row id. */
    Positions positions(int[] order) {
        Column.Builder line = Column.builder(Positions.LINE, ColumnType.LONG, order.length);
        for (int row : order) {
            line.add((long) lines.at(row));
        }
        List<Column> columns =
                new ArrayList<>(List.of(rows.column(Examples.ROW_ID).pick(order), line.build()));
        if (!files.isEmpty()) {
            Column.Builder file = Column.builder(Positions.FILE, ColumnType.TEXT, order.length);
            for (int row : order) {
                file.add(files.get(row));
            }
            columns.add(file.build());
        }
        return new Positions(Table.of(columns));
    }

    /** These columns, in an order by row id. */
    Hindsight hindsight(List<String> columns, int[] order) {
        List<String> names = new ArrayList<>(List.of(Examples.ROW_ID));
        names.addAll(columns);
        return new Hindsight(rows.select(names).pick(order));
    }

    /** The row numbers, sorted by row id. */
    int[] byId() {
        Column ids = rows.column(Examples.ROW_ID);
        int[] order = IntSort.rows(rows.rows());
        ids.sortByText(order);
        return order;
    }
}

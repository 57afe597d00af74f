package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.IntSort;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.source.Delivery;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a delivery into a {@link Dataset}. */
final class DatasetReader {
    private static final HexFormat HEX = HexFormat.of();

    private final Contract contract;
    private final Slot.Cadence cadence;

    DatasetReader(Contract contract, Slot.Cadence cadence) {
        this.contract = contract;
        this.cadence = contract.decisionTime().isPresent() ? cadence : Slot.Cadence.ALL;
    }

    Dataset read(Delivery delivery) {
        // Nothing else may hold what was read: it is let go column by column.
        Unsorted read = new Unsorted(IdentifiedRows.read(delivery, contract));
        Table rows = read.sorted();
        SortedMap<Slot, Dataset.Range> slots = Dataset.slots(cadence, rows.column(Examples.AT));
        Fingerprints fingerprints = fingerprints(rows, slots);
        return new Dataset(
                rows,
                read.lines,
                read.files,
                slots,
                fingerprints.duplicates,
                read.unreadable,
                read.undeclared,
                delivery.digest(),
                fingerprints.logical);
    }

    /** Rows on their way from the order of the source to that of time. */
    private final class Unsorted {
        private final List<Column> columns;
        private final int[] order;
        private final Lines lines;
        private final List<String> files;
        private final List<Snapshot.Unreadable> unreadable;
        private final List<String> undeclared;

        private Unsorted(IdentifiedRows read) {
            Table values = read.rows();
            Column id = values.column(Examples.ROW_ID);
            Column at = contract.decisionTime()
                    .map(name -> instants(values.column(name)))
                    .orElseGet(() -> epoch(values.rows()));
            order = order(at, id);
            columns = new ArrayList<>(List.of(at, id, Groups.of(contract, values, read.groups())));
            columns.addAll(values.columns().subList(1, values.columns().size()));
            lines = read.lines().pick(order);
            files = read.files().isEmpty()
                    ? List.of()
                    : Arrays.stream(order).mapToObj(read.files()::get).toList();
            unreadable = read.unreadable();
            undeclared = read.undeclared();
        }

        /** Sorts each column and lets it go before the next one. */
        private Table sorted() {
            columns.set(0, columns.get(0).pick(order));
            for (int i = 1; i < columns.size(); i++) {
                columns.set(i, sorted(columns.get(i)));
            }
            List<Column> inOrder = new ArrayList<>(columns);
            inOrder.add(2, inOrder.remove(0));
            return Table.of(inOrder);
        }

        private Column sorted(Column column) {
            boolean decision = column.type() == ColumnType.INSTANT
                    && contract.decisionTime().equals(Optional.of(column.name()));
            return decision ? columns.get(0).named(column.name()) : column.pick(order);
        }
    }

    private static Column instants(Column time) {
        if (time.type() == ColumnType.INSTANT) {
            return time.named(Examples.AT);
        }
        Column.Builder builder = Column.builder(Examples.AT, ColumnType.INSTANT, time.rows());
        for (int row = 0; row < time.rows(); row++) {
            builder.add(time.instantAt(row));
        }
        return builder.build();
    }

    /** Rows without a time all stand at the start of the one slot. */
    private static Column epoch(int rows) {
        Column.Builder builder = Column.builder(Examples.AT, ColumnType.INSTANT, rows);
        for (int row = 0; row < rows; row++) {
            builder.add(Slot.ALL.start());
        }
        return builder.build();
    }

    /** By time, and at one time by id. */
    private static int[] order(Column at, Column id) {
        int[] rows = IntSort.rows(at.rows());
        id.sortByText(rows);
        at.sortByNumber(rows);
        return rows;
    }

    private record Fingerprints(Digest logical, SortedMap<Slot, Long> duplicates) {}

    private Fingerprints fingerprints(Table rows, SortedMap<Slot, Dataset.Range> slots) {
        List<Column> columns =
                rows.select(List.copyOf(contract.columns().keySet())).columns();
        RowHash hash = new RowHash(columns);
        LogicalDigest logical = new LogicalDigest(columns);
        long[] numbers = new long[rows.rows()];
        for (int row = 0; row < numbers.length; row++) {
            byte[] digest = hash.of(row);
            logical.add(digest);
            numbers[row] = ByteBuffer.wrap(digest).getLong();
        }
        BitSet repeats = Repeats.of(numbers);
        Set<String> seen = new HashSet<>();
        SortedMap<Slot, Long> duplicates = new TreeMap<>();
        slots.forEach((slot, range) -> {
            long twice = 0;
            for (int row = repeats.nextSetBit(range.from());
                    row >= 0 && row < range.to();
                    row = repeats.nextSetBit(row + 1)) {
                twice += seen.add(HEX.formatHex(hash.of(row))) ? 0 : 1;
            }
            if (twice > 0) {
                duplicates.put(slot, twice);
            }
        });
        return new Fingerprints(logical.digest(), duplicates);
    }
}

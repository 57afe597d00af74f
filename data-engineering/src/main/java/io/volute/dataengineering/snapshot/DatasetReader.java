package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.source.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reads a delivery into a {@link Dataset}. A row's id is the first 8 bytes of SHA-256 over its declared key; without a
 * key, over the columns available at decision time and the ordinal among equal rows: never over the outcome, which would
 * leak into assignments and change when it arrives. The group id leaves the ordinal out.
 */
final class DatasetReader {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ID_BYTES = 8;

    private final Contract contract;
    private final Slot.Cadence cadence;

    DatasetReader(Contract contract, Slot.Cadence cadence) {
        this.contract = contract;
        this.cadence = cadence;
    }

    Dataset read(Delivery delivery) {
        TypedRows typed = new TypedRows(delivery.place(), contract);
        delivery.read(typed);
        Table values = typed.finish();
        int[] lines = typed.lines();
        List<String> files = typed.files();

        Column group = groups(values);
        Column id = ids(delivery.place(), values, lines);
        Column at = instants(values.column(contract.decisionTime()));
        int[] order = order(at, id);
        List<Column> columns = new ArrayList<>(List.of(id, group, at));
        columns.addAll(values.columns());
        Table rows = Table.of(columns).pick(order);
        SortedMap<Slot, Dataset.Range> slots = Dataset.slots(cadence, rows.column(Examples.AT));
        Fingerprints fingerprints = fingerprints(rows, slots);
        return new Dataset(
                rows,
                Arrays.stream(order).mapToObj(row -> lines[row]).toList(),
                files.isEmpty()
                        ? files
                        : Arrays.stream(order).mapToObj(files::get).toList(),
                slots,
                fingerprints.duplicates,
                typed.misfits().stream()
                        .map(misfit -> new Snapshot.Unreadable(
                                id.textAt(misfit.row()), misfit.column(), misfit.value(), misfit.expected()))
                        .toList(),
                typed.undeclared(),
                delivery.digest(),
                fingerprints.logical);
    }

    private Column groups(Table values) {
        List<String> names = new ArrayList<>(contract.knownNow());
        names.removeAll(contract.key());
        RowHash hash = new RowHash(values.select(names).columns());
        Column.Builder builder = Column.builder(Examples.GROUP_ID, ColumnType.TEXT, values.rows());
        for (int row = 0; row < values.rows(); row++) {
            builder.add(shorten(hash.of(row)));
        }
        return builder.build();
    }

    private Column ids(String place, Table values, int[] lines) {
        boolean keyed = !contract.key().isEmpty();
        List<String> names = keyed ? contract.key().stream().sorted().toList() : contract.knownNow();
        RowHash hash = new RowHash(values.select(names).columns());
        Map<String, Long> seen = new HashMap<>();
        Map<String, Integer> owners = new HashMap<>();
        Column.Builder builder = Column.builder(Examples.ROW_ID, ColumnType.TEXT, values.rows());
        for (int row = 0; row < values.rows(); row++) {
            // Equal rows are told apart by their order in the source, whatever became of them.
            byte[] digest =
                    keyed ? hash.of(row) : hash.of(row, seen.merge(HEX.formatHex(hash.of(row)), 1L, Long::sum) - 1);
            String id = shorten(digest);
            Integer twin = owners.put(id, row);
            if (twin != null) {
                throw new VoluteException(
                        DataError.KEY_NOT_UNIQUE,
                        place + ":" + lines[row] + ": the same key (" + String.join(", ", names) + ") as line "
                                + lines[twin] + " (expected: keys that identify a row)"
                                + "\nfix: correct the rows, or declare more columns in data-engineering.contract.key");
            }
            builder.add(id);
        }
        return builder.build();
    }

    private static Column instants(Column time) {
        Column.Builder builder = Column.builder(Examples.AT, ColumnType.INSTANT, time.rows());
        for (int row = 0; row < time.rows(); row++) {
            builder.add(time.instantAt(row));
        }
        return builder.build();
    }

    private static int[] order(Column at, Column id) {
        return IntStream.range(0, at.rows())
                .boxed()
                .sorted(Comparator.comparingLong((Integer row) -> at.longAt(row))
                        .thenComparing(row -> id.textAt(row)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private record Fingerprints(Digest logical, SortedMap<Slot, Long> duplicates) {}

    private Fingerprints fingerprints(Table rows, SortedMap<Slot, Dataset.Range> slots) {
        List<Column> columns =
                rows.select(List.copyOf(contract.columns().keySet())).columns();
        RowHash hash = new RowHash(columns);
        LogicalDigest logical = new LogicalDigest(columns);
        Set<String> seen = new HashSet<>();
        SortedMap<Slot, Long> duplicates = new TreeMap<>();
        for (Map.Entry<Slot, Dataset.Range> slot : slots.entrySet()) {
            long twice = 0;
            for (int row = slot.getValue().from(); row < slot.getValue().to(); row++) {
                byte[] digest = hash.of(row);
                logical.add(digest);
                twice += seen.add(HEX.formatHex(digest)) ? 0 : 1;
            }
            if (twice > 0) {
                duplicates.put(slot.getKey(), twice);
            }
        }
        return new Fingerprints(logical.digest(), duplicates);
    }

    private static String shorten(byte[] digest) {
        return HEX.formatHex(digest, 0, ID_BYTES);
    }
}

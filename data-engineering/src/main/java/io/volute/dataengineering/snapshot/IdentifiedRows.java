package io.volute.dataengineering.snapshot;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.source.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * All rows of a delivery with the types of a contract and their identities, in the order of the source. A row's id is the
 * first 8 bytes of SHA-256 over its declared key; without a key, over the columns available at decision time and the
 * ordinal among equal rows: never over the outcome, which would leak into assignments and change when it arrives.
 *
 * @param rows {@code row_id} and every column of the contract
 * @param lines line of each row
 * @param files file of each row; empty when the source is one file
 * @param unreadable values that the contract sets aside
 * @param undeclared columns that the contract does not name
 */
public record IdentifiedRows(
        Table rows,
        List<Integer> lines,
        List<String> files,
        List<Snapshot.Unreadable> unreadable,
        List<String> undeclared) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ID_BYTES = 8;

    /** Copies. */
    public IdentifiedRows {
        lines = List.copyOf(lines);
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
        undeclared = List.copyOf(undeclared);
    }

    /**
     * Reads a delivery once.
     *
     * @throws VoluteException DATA with the place of whatever is not as declared
     */
    public static IdentifiedRows read(Delivery delivery, Contract contract) {
        TypedRows typed = new TypedRows(delivery.place(), contract);
        delivery.read(typed);
        Table values = typed.finish();
        List<Integer> lines = typed.lines();
        Column id = ids(contract, delivery.place(), values, lines);
        List<Column> columns = new ArrayList<>(List.of(id));
        columns.addAll(values.columns());
        return new IdentifiedRows(
                Table.of(columns),
                lines,
                typed.files(),
                typed.misfits().stream()
                        .map(misfit -> new Snapshot.Unreadable(
                                id.textAt(misfit.row()), misfit.column(), misfit.value(), misfit.expected()))
                        .toList(),
                typed.undeclared());
    }

    private static Column ids(Contract contract, String place, Table values, List<Integer> lines) {
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
                        place + ":" + lines.get(row) + ": the same key (" + String.join(", ", names) + ") as line "
                                + lines.get(twin) + " (expected: keys that identify a row)"
                                + "\nfix: correct the rows, or declare more columns in the contract's key");
            }
            builder.add(id);
        }
        return builder.build();
    }

    static String shorten(byte[] digest) {
        return HEX.formatHex(digest, 0, ID_BYTES);
    }
}

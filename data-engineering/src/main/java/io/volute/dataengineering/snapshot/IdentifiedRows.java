package io.volute.dataengineering.snapshot;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
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
 * @param groups {@code group_id} of each row, made like its id of the columns available at decision time, key and ordinal
 *     left out
 * @param lines line of each row
 * @param files file of each row; empty when the source is one file
 * @param unreadable values that the contract sets aside
 * @param undeclared columns that the contract does not name
 */
public record IdentifiedRows(
        Table rows,
        Column groups,
        Lines lines,
        List<String> files,
        List<Snapshot.Unreadable> unreadable,
        List<String> undeclared) {
    private static final HexFormat HEX = HexFormat.of();

    /** Copies. */
    public IdentifiedRows {
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
        Lines lines = typed.lines();
        long[] groups = new long[values.rows()];
        Column id = ids(contract, delivery.place(), values, lines, groups);
        List<Column> columns = new ArrayList<>(List.of(id));
        columns.addAll(values.columns());
        return new IdentifiedRows(
                Table.of(columns),
                Column.ofIds(Examples.GROUP_ID, groups),
                lines,
                typed.files(),
                typed.misfits().stream()
                        .map(misfit -> new Snapshot.Unreadable(
                                id.textAt(misfit.row()), misfit.column(), misfit.value(), misfit.expected()))
                        .toList(),
                typed.undeclared());
    }

    /** The ids; {@code groups} takes what rows are without key and ordinal. */
    private static Column ids(Contract contract, String place, Table values, Lines lines, long[] groups) {
        boolean keyed = !contract.key().isEmpty();
        List<String> names = keyed ? contract.key().stream().sorted().toList() : contract.knownNow();
        RowHash hash = new RowHash(values.select(names).columns());
        long[] ids = new long[values.rows()];
        for (int row = 0; row < ids.length; row++) {
            long own = hash.shortOf(row);
            ids[row] = keyed ? own : hash.shortAgain(0);
            groups[row] = own;
        }
        if (keyed) {
            fillGroups(contract, values, groups);
        } else {
            countEquals(hash, groups, ids);
        }
        refuseTwins(place, names, lines, ids);
        return Column.ofIds(Examples.ROW_ID, ids);
    }

    /** Equal rows are told apart by their order in the source, whatever became of them. */
    private static void countEquals(RowHash hash, long[] groups, long[] ids) {
        Map<String, Long> seen = new HashMap<>();
        Repeats.of(groups).stream().forEach(row -> {
            long before = seen.merge(HEX.formatHex(hash.of(row)), 1L, Long::sum) - 1;
            if (before > 0) {
                hash.shortOf(row);
                ids[row] = hash.shortAgain(before);
            }
        });
    }

    private static void fillGroups(Contract contract, Table values, long[] groups) {
        List<String> names = new ArrayList<>(contract.knownNow());
        names.removeAll(contract.key());
        RowHash hash = new RowHash(values.select(names).columns());
        for (int row = 0; row < groups.length; row++) {
            groups[row] = hash.shortOf(row);
        }
    }

    private static void refuseTwins(String place, List<String> names, Lines lines, long[] ids) {
        Map<Long, Integer> owners = new HashMap<>();
        Repeats.of(ids).stream().forEach(row -> {
            Integer twin = owners.put(ids[row], row);
            if (twin != null) {
                throw new VoluteException(
                        DataError.KEY_NOT_UNIQUE,
                        place + ":" + lines.at(row) + ": the same key (" + String.join(", ", names) + ") as line "
                                + lines.at(twin) + " (expected: keys that identify a row)"
                                + "\nfix: correct the rows, or declare more columns in the contract's key");
            }
        });
    }
}

package io.volute.dataengineering.check;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.snapshot.RowHash;
import java.util.HexFormat;
import java.util.List;

/**
 * Puts hashes in the place of personal values before later stages get to see a table: equal values stay equal, so that
 * rules on all rows together still hold, and nobody can show what nobody has.
 */
final class Veil {
    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES = 8;

    private Veil() {}

    static Table over(Table rows, Contract contract) {
        List<String> personal = contract.personal();
        if (personal.isEmpty()) {
            return rows;
        }
        return Table.of(rows.columns().stream()
                .map(column -> personal.contains(column.name()) ? veiled(column) : column)
                .toList());
    }

    private static Column veiled(Column column) {
        RowHash hash = new RowHash(List.of(column));
        Column.Builder veiled = Column.builder(column.name(), ColumnType.TEXT, column.rows());
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                veiled.addMissing();
            } else {
                veiled.add(HEX.formatHex(hash.of(row), 0, BYTES));
            }
        }
        return veiled.build();
    }
}

package io.volute.dataengineering.check;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;

/** What checks of text share. */
final class Texts {
    private Texts() {}

    static void refuseOthers(Column column) {
        if (column.type() != ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "column " + column.name() + " holds no text (expected: type category or text)");
        }
    }
}

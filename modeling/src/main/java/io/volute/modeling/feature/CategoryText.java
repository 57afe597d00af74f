package io.volute.modeling.feature;

import io.volute.core.table.Column;

/** The value of a category as text. */
final class CategoryText {
    /** What stands for a missing value: no text that a file can hold. */
    static final String MISSING = "\uD800";

    private CategoryText() {}

    static String of(Column column, int row) {
        if (column.isMissing(row)) {
            return MISSING;
        }
        return switch (column.type()) {
            case TEXT -> column.textAt(row);
            case BOOL -> Boolean.toString(column.boolAt(row));
            default -> Long.toString(column.longAt(row));
        };
    }
}

package io.volute.modeling.feature;

import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Raw columns as transforms ask for them. */
final class RawColumns {
    private RawColumns() {}

    /** The column, which must be there with one of these types. */
    static Column find(Table rows, String name, Set<ColumnType> types) {
        Column column = rows.find(name)
                .orElseThrow(() -> new VoluteException(
                        ModelingError.ROWS_UNSUITABLE,
                        "column " + name + ": not there (expected: a column that the model was trained on)"));
        if (!types.contains(column.type())) {
            throw new VoluteException(
                    ModelingError.ROWS_UNSUITABLE,
                    "column " + name + ": " + column.type() + " (expected " + names(types) + ")");
        }
        return column;
    }

    /** Says that a transform of the spec cannot use this column. */
    static VoluteException unusable(String transform, Column column, String why, String remedy) {
        return new VoluteException(
                ModelingError.COLUMN_UNUSABLE,
                "modeling.features, transform " + transform + ", column " + column.name() + ": " + why + "; " + remedy);
    }

    /** Refuses a column of the wrong type when a transform is fitted. */
    static void requireType(String transform, Column column, Set<ColumnType> types) {
        if (!types.contains(column.type())) {
            throw unusable(
                    transform,
                    column,
                    "is " + column.type() + " (expected " + names(types) + ")",
                    "use another transform, or declare another type in data-engineering");
        }
    }

    /** A number that is there, which must be finite. */
    static double finite(Column column, int row) {
        double value = column.doubleAt(row);
        if (Double.isInfinite(value)) {
            throw new VoluteException(
                    ModelingError.NOT_FINITE,
                    "column " + column.name() + ", row " + row + ": " + value + " (expected: a finite number)");
        }
        return value;
    }

    /** Refuses an option list that names no column or one twice. */
    static List<String> distinct(List<String> columns) {
        if (columns.isEmpty() || Set.copyOf(columns).size() != columns.size()) {
            throw new IllegalArgumentException("columns: " + columns + " (expected: at least one name, none twice)");
        }
        return List.copyOf(columns);
    }

    private static String names(Set<ColumnType> types) {
        return types.stream()
                .map(type -> type.name().toUpperCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

package io.volute.deployment.scoring;

import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.deployment.DeploymentError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as somebody typed them, brought to the types of the columns that a model reads. */
final class RawRows {
    private RawRows() {}

    static Table typed(Table rows, Table signature) {
        List<String> absent = signature.columns().stream()
                .map(Column::name)
                .filter(name -> rows.find(name).isEmpty())
                .toList();
        if (!absent.isEmpty()) {
            throw new VoluteException(
                    DeploymentError.COLUMN_MISSING,
                    "columns that the model reads are not there: " + String.join(", ", absent) + " (found: "
                            + rows.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                            + "). Leave a value empty when it is unknown, but keep its column");
        }
        List<Column> typed = new ArrayList<>();
        for (Column wanted : signature.columns()) {
            Column given = rows.column(wanted.name());
            typed.add(given.type() == wanted.type() ? given : parsed(given, wanted.type()));
        }
        return Table.of(typed);
    }

    private static Column parsed(Column given, ColumnType type) {
        if (given.type() != ColumnType.TEXT) {
            throw new VoluteException(
                    DeploymentError.VALUE_INVALID,
                    "column " + given.name() + ": is " + given.type() + " (expected " + type + ", or text to be read)");
        }
        Column.Builder builder = Column.builder(given.name(), type, given.rows());
        for (int row = 0; row < given.rows(); row++) {
            if (given.isMissing(row) || given.textAt(row).isBlank()) {
                builder.addMissing();
            } else {
                add(builder, given, row, type);
            }
        }
        return builder.build();
    }

    private static void add(Column.Builder builder, Column given, int row, ColumnType type) {
        String text = given.textAt(row).strip();
        try {
            switch (type) {
                case LONG -> builder.add(Long.parseLong(text));
                case DOUBLE -> builder.add(finite(text));
                case BOOL -> builder.add(bool(text));
                case DATE -> builder.add(LocalDate.parse(text));
                case INSTANT -> builder.add(Instant.parse(text));
                case TEXT -> builder.add(text);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new VoluteException(
                    DeploymentError.VALUE_INVALID,
                    "row " + (row + 1) + ", column " + given.name() + ": \"" + text + "\" (expected " + words(type)
                            + ", or nothing when unknown)",
                    e);
        }
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String words(ColumnType type) {
        return switch (type) {
            case LONG -> "a whole number";
            case DOUBLE -> "a number";
            case BOOL -> "true or false";
            case DATE -> "a date such as 2000-03-04";
            case INSTANT -> "an instant such as 2000-03-04T00:00:00Z";
            case TEXT -> "text";
        };
    }
}

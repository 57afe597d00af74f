package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Collects one column of a result, row by row. */
final class ColumnReader {
    private static final int TEXTS = 10_000;

    private final Map<String, String> texts = new HashMap<>();
    private final int number;
    private final ColumnType type;
    private final Column.Builder builder;

    private ColumnReader(int number, String name, ColumnType type) {
        this.number = number;
        this.type = type;
        this.builder = Column.builder(name, type, 64);
    }

    /** Of the column with this number, counted from 1. */
    static ColumnReader of(ResultSetMetaData columns, int number) throws SQLException {
        String name = columns.getColumnName(number);
        return new ColumnReader(number, name, type(name, columns.getColumnTypeName(number)));
    }

    /** What a column of this engine's own files holds. */
    static ColumnType type(String name, String written) {
        return switch (written) {
            case "BOOLEAN" -> ColumnType.BOOL;
            case "BIGINT" -> ColumnType.LONG;
            case "DOUBLE" -> ColumnType.DOUBLE;
            case "DATE" -> ColumnType.DATE;
            case "VARCHAR" -> ColumnType.TEXT;
            case "TIMESTAMP WITH TIME ZONE" -> ColumnType.INSTANT;
            default ->
                throw new IllegalStateException(
                        "column " + name + ": type " + written + " (expected one that this engine writes)");
        };
    }

    /** Takes the value of the current row. */
    void read(ResultSet row) throws SQLException {
        switch (type) {
            // An instant as its microseconds: the driver's own conversion goes through the JVM's zone and misses by an
            // hour near some changes of summer time.
            case LONG, INSTANT -> {
                long value = row.getLong(number);
                if (row.wasNull()) {
                    builder.addMissing();
                } else {
                    builder.add(value);
                }
            }
            case DOUBLE -> {
                double value = row.getDouble(number);
                if (row.wasNull()) {
                    builder.addMissing();
                } else {
                    builder.add(value);
                }
            }
            case BOOL -> {
                boolean value = row.getBoolean(number);
                if (row.wasNull()) {
                    builder.addMissing();
                } else {
                    builder.add(value);
                }
            }
            case DATE -> {
                LocalDate value = row.getObject(number, LocalDate.class);
                if (value == null) {
                    builder.addMissing();
                } else {
                    builder.add(value);
                }
            }
            case TEXT -> {
                String value = row.getString(number);
                if (value == null) {
                    builder.addMissing();
                } else {
                    builder.add(one(value));
                }
            }
        }
    }

    /** One object for equal texts: columns repeat themselves. */
    private String one(String value) {
        if (texts.size() >= TEXTS) {
            return value;
        }
        String known = texts.putIfAbsent(value, value);
        return known == null ? value : known;
    }

    Column column() {
        return builder.build();
    }
}

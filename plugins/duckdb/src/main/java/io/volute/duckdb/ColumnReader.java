package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import org.duckdb.DuckDBReadableVector;

/** Collects one column of a result, chunk by chunk. */
final class ColumnReader {
    /** The numbers by which DuckDB's C interface names types; the driver hands out these for a result's columns. */
    private static final int BOOLEAN = 1;

    private static final int BIGINT = 5;
    private static final int DOUBLE = 11;
    private static final int DATE = 13;
    private static final int VARCHAR = 17;
    private static final int TIMESTAMP_TZ = 31;

    private final ColumnType type;
    private final Column.Builder builder;

    private ColumnReader(String name, ColumnType type) {
        this.type = type;
        this.builder = Column.builder(name, type, 64);
    }

    static ColumnReader of(String name, int typeId) {
        return new ColumnReader(
                name,
                switch (typeId) {
                    case BOOLEAN -> ColumnType.BOOL;
                    case BIGINT -> ColumnType.LONG;
                    case DOUBLE -> ColumnType.DOUBLE;
                    case DATE -> ColumnType.DATE;
                    case VARCHAR -> ColumnType.TEXT;
                    case TIMESTAMP_TZ -> ColumnType.INSTANT;
                    default ->
                        throw new IllegalStateException("column " + name + ": type number " + typeId
                                + " (expected one that this engine writes)");
                });
    }

    void read(DuckDBReadableVector vector, long rows) {
        for (long row = 0; row < rows; row++) {
            if (vector.isNull(row)) {
                builder.addMissing();
                continue;
            }
            switch (type) {
                case LONG -> builder.add(vector.getLong(row));
                case DOUBLE -> builder.add(vector.getDouble(row));
                case BOOL -> builder.add(vector.getBoolean(row));
                case DATE -> builder.add(vector.getLocalDate(row));
                case INSTANT -> builder.add(vector.getOffsetDateTime(row).toInstant());
                case TEXT -> builder.add(vector.getString(row));
            }
        }
    }

    Column column() {
        return builder.build();
    }
}

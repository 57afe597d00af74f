package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.ZoneOffset;
import java.util.Objects;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Lets a statement read the table that is being written, without a table in the engine's catalog. DuckDB asks from its
 * own threads, one after the other.
 */
final class RowsFunction implements DuckDBTableFunction<Table, RowsFunction.Position, Object> {
    private volatile @Nullable Table current;

    /** How far a statement has read. */
    static final class Position {
        private int next;
    }

    void serve(@Nullable Table table) {
        current = table;
    }

    @Override
    public Table bind(DuckDBTableFunctionBindInfo info) {
        Table table = Objects.requireNonNull(current, "no table is being written");
        for (Column column : table.columns()) {
            info.addResultColumn(column.name(), type(column.type()));
        }
        info.setCardinality(table.rows(), true);
        return table;
    }

    @Override
    public Position init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new Position();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Table table = info.getBindData();
        Position position = info.getInitData();
        int rows = (int) Math.min(chunk.capacity(), table.rows() - position.next);
        int index = 0;
        for (Column column : table.columns()) {
            fill(column, position.next, rows, chunk.vector(index++));
        }
        position.next += rows;
        return rows;
    }

    private static void fill(Column column, int from, int rows, DuckDBWritableVector vector) {
        ColumnType type = column.type();
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            if (column.isMissing(row)) {
                vector.setNull(i);
                continue;
            }
            switch (type) {
                case LONG -> vector.setLong(i, column.longAt(row));
                case DOUBLE -> vector.setDouble(i, column.doubleAt(row));
                case BOOL -> vector.setBoolean(i, column.boolAt(row));
                case DATE -> vector.setDate(i, column.dateAt(row));
                case INSTANT ->
                    vector.setOffsetDateTime(i, column.instantAt(row).atOffset(ZoneOffset.UTC));
                case TEXT -> vector.setString(i, column.textAt(row));
            }
        }
    }

    private static DuckDBColumnType type(ColumnType type) {
        return switch (type) {
            case LONG -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case DATE -> DuckDBColumnType.DATE;
            case INSTANT -> DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
            case TEXT -> DuckDBColumnType.VARCHAR;
        };
    }
}

package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.nio.charset.StandardCharsets;
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
        if (type == ColumnType.TEXT) {
            vector.setStringUtf8Batch(0, texts(column, from, rows));
            return;
        }
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            if (column.isMissing(row)) {
                vector.setNull(i);
                continue;
            }
            switch (type) {
                case LONG, INSTANT -> vector.setLong(i, column.longAt(row));
                case DOUBLE -> vector.setDouble(i, column.doubleAt(row));
                case BOOL -> vector.setBoolean(i, column.boolAt(row));
                case DATE -> vector.setDate(i, column.dateAt(row));
                case TEXT -> throw new IllegalStateException("texts are written together");
            }
        }
    }

    /** All at once: the way into the engine costs more than most texts. */
    private static byte @Nullable [][] texts(Column column, int from, int rows) {
        byte @Nullable [][] texts = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            texts[i] =
                    column.isMissing(from + i) ? null : column.textAt(from + i).getBytes(StandardCharsets.UTF_8);
        }
        return texts;
    }

    /** How a statement selects a column of the table: a moment comes as its microseconds. */
    static String selected(Column column) {
        String name = '"' + column.name().replace("\"", "\"\"") + '"';
        return column.type() == ColumnType.INSTANT ? "make_timestamptz(" + name + ") AS " + name : name;
    }

    private static DuckDBColumnType type(ColumnType type) {
        return switch (type) {
            case LONG, INSTANT -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case DATE -> DuckDBColumnType.DATE;
            case TEXT -> DuckDBColumnType.VARCHAR;
        };
    }
}

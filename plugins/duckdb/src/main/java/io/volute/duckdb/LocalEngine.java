package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/** One in this process, locked down to a private folder into which it spills what is more than its memory. */
final class LocalEngine implements Engine, AutoCloseable {
    private static final String ROWS = "volute_rows";

    private final DuckDBConnection connection;
    private final RowsFunction rows = new RowsFunction();
    private final Sink sink;
    private final Set<String> tables = new HashSet<>();

    private LocalEngine(DuckDBConnection connection) throws SQLException {
        this.connection = connection;
        this.sink = new Sink(connection);
        try (var function = DuckDBFunctions.tableFunction()) {
            function.withName(ROWS).withFunction(rows).register(connection);
        }
    }

    static LocalEngine open(Path folder, String memoryLimit) throws SQLException {
        return new LocalEngine(LockDown.open(folder, memoryLimit));
    }

    DuckDBConnection connection() {
        return connection;
    }

    Sink sink() {
        return sink;
    }

    @Override
    public void load(String table, Table content) throws SQLException {
        rows.serve(content);
        try {
            run(
                    tables.add(table)
                            ? "CREATE TABLE " + table + " AS FROM " + ROWS + "()"
                            : "INSERT INTO " + table + " FROM " + ROWS + "()");
        } finally {
            rows.serve(null);
        }
    }

    @Override
    public void run(String statement) throws SQLException {
        LockDown.execute(connection, statement);
    }

    @Override
    public Table read(List<Selected> columns, String from) throws SQLException {
        List<ChunkColumn> chunks = columns.stream()
                .map(column -> new ChunkColumn(column.name(), column.type(), 1024))
                .toList();
        sink.run(taken(columns), from, chunk -> {
            int count = Math.toIntExact(chunk.rowCount());
            for (int at = 0; at < chunks.size(); at++) {
                chunks.get(at).take(chunk.vector(at), count);
            }
        });
        List<Column> found = chunks.stream().map(ChunkColumn::build).toList();
        return Table.of(found);
    }

    /** How columns come out of the engine. */
    static List<Sink.Selected> taken(List<Selected> columns) {
        return columns.stream()
                .map(column -> new Sink.Selected(column.sql(), type(column.type())))
                .toList();
    }

    private static DuckDBColumnType type(ColumnType type) {
        return switch (type) {
            case TEXT -> DuckDBColumnType.VARCHAR;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case LONG, DATE, INSTANT -> DuckDBColumnType.BIGINT;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

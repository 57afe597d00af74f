package io.volute.duckdb;

import io.volute.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/** A DuckDB in memory that reads and writes in one private folder and nowhere else. Not thread-safe. */
final class Scratch {
    private static final String ROWS = "volute_rows";
    private static final String MEMORY = "512MB";

    private final Path folder;
    private final DuckDBConnection connection;
    private final RowsFunction rows;
    private final Sink sink;

    /** Reads a result while its statement is open. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet result) throws SQLException;
    }

    private Scratch(Path folder, DuckDBConnection connection, RowsFunction rows) {
        this.folder = folder;
        this.connection = connection;
        this.rows = rows;
        this.sink = new Sink(connection);
    }

    static Scratch open() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("volute-duckdb-").toRealPath();
        folder.toFile().deleteOnExit();
        DuckDBConnection connection = LockDown.open(folder, MEMORY);
        RowsFunction rows = new RowsFunction();
        try (var function = DuckDBFunctions.tableFunction()) {
            function.withName(ROWS).withFunction(rows).register(connection);
        }
        return new Scratch(folder, connection, rows);
    }

    Path folder() {
        return folder;
    }

    /** Writes the table's rows in order to a new file inside the folder. */
    void copy(Table table, Path file) throws SQLException {
        rows.serve(table);
        try {
            String columns =
                    table.columns().stream().map(RowsFunction::selected).collect(Collectors.joining(", "));
            LockDown.execute(
                    connection,
                    "COPY (SELECT " + columns + " FROM " + ROWS + "()) TO '" + LockDown.quoted(file)
                            + "' (FORMAT parquet)");
        } finally {
            rows.serve(null);
        }
    }

    /** Reads a file inside the folder. */
    <T> T query(Path file, Reader<T> reader) throws SQLException {
        // A plain statement: a prepared one is planned twice, which for small files is most of the time.
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("FROM read_parquet('" + LockDown.quoted(file) + "')")) {
            return reader.read(result);
        }
    }

    /** Reads a large file inside the folder. */
    Table large(Path file) throws SQLException {
        return new StoredTable(connection, sink, file).read();
    }

    void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("DuckDB does not close: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(folder.resolve("spill"));
            Files.deleteIfExists(folder);
        }
    }
}

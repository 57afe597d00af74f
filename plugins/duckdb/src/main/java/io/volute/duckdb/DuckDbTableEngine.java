package io.volute.duckdb;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.table.TableEngine;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parquet by one DuckDB in memory, opened at first use and kept for the life of this object. One call at a time: a
 * single thread is what makes equal tables equal bytes.
 *
 * <p>The engine is locked down to a private folder before it sees a file, so a finished file is moved out of that
 * folder and a file to read is linked into it (copied where the file system has no links).
 */
public final class DuckDbTableEngine implements TableEngine, AutoCloseable {
    private static final String VERSION = "duckdb-2.0";
    /** Bytes of a file from which on what {@link StoredTable} asks beforehand is worth it. */
    private static final long LARGE = 1 << 18;

    private @Nullable Scratch scratch;
    private long files;

    /** An engine that opens at first use. */
    @Inject
    public DuckDbTableEngine() {}

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public synchronized void write(Table table, Path target) throws IOException {
        refuseUnwritable(table);
        Scratch engine = scratch();
        Path file = engine.folder().resolve("w" + files++ + ".parquet");
        try {
            engine.copy(table, file);
            Files.move(file, target);
        } catch (SQLException e) {
            throw failure("cannot write a table", engine.folder(), e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public synchronized Table read(Path file) throws IOException {
        Scratch engine = scratch();
        Path inside = engine.folder().resolve("r" + files++ + ".parquet");
        try {
            bringIn(file, inside);
            return Files.size(inside) < LARGE ? engine.query(inside, DuckDbTableEngine::table) : engine.large(inside);
        } catch (SQLException e) {
            throw failure("cannot read the table " + file.getFileName(), engine.folder(), e);
        } finally {
            Files.deleteIfExists(inside);
        }
    }

    /** Closes the engine and deletes its folder; a later call opens it again. */
    @Override
    public synchronized void close() throws IOException {
        if (scratch != null) {
            Scratch closing = scratch;
            scratch = null;
            closing.close();
        }
    }

    private Scratch scratch() throws IOException {
        if (scratch == null) {
            try {
                scratch = Scratch.open();
            } catch (SQLException e) {
                throw new VoluteException(CoreError.INTERNAL, "DuckDB does not start: " + e.getMessage(), e);
            }
        }
        return scratch;
    }

    private static void bringIn(Path file, Path inside) throws IOException {
        try {
            Files.createLink(inside, file);
        } catch (FileSystemException | UnsupportedOperationException | SecurityException e) {
            Files.copy(file, inside, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Table table(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<ColumnReader> readers = new ArrayList<>();
        for (int number = 1; number <= columns.getColumnCount(); number++) {
            readers.add(ColumnReader.of(columns, number));
        }
        while (result.next()) {
            for (ColumnReader reader : readers) {
                reader.read(result);
            }
        }
        return Table.of(readers.stream().map(ColumnReader::column).toList());
    }

    private static void refuseUnwritable(Table table) {
        if (table.columns().isEmpty()) {
            throw new IllegalArgumentException("table without columns (expected at least one)");
        }
        Set<String> seen = new HashSet<>();
        for (Column column : table.columns()) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("column " + column.name()
                        + ": another column's name differs only in case (expected names that differ otherwise)");
            }
        }
    }

    private static VoluteException failure(String what, Path folder, SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No space left on device")) {
            return new VoluteException(
                    CoreError.STORAGE,
                    what + ": no space left in " + folder + " (fix: free some, or point TMPDIR elsewhere)",
                    e);
        }
        return new VoluteException(CoreError.INTERNAL, what + ": " + message, e);
    }
}

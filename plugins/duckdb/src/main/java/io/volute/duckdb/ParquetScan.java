package io.volute.duckdb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Parquet file in a private folder and writes its rows as {@link Frames}. Runs in a process of its own and
 * ends with it.
 */
final class ParquetScan {
    private final Path file;
    private final String memoryLimit;
    private final FrameWriter out;
    private @Nullable FrameRows rows;

    /** Says why a file is not read. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    ParquetScan(Path file, String memoryLimit, OutputStream out) {
        this.file = file;
        this.memoryLimit = memoryLimit;
        this.out = new FrameWriter(out);
    }

    /** Writes all frames, the last one says that it was all or why it was not. */
    void write() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + ": no folder");
        }
        try (DuckDBConnection connection = LockDown.open(folder, memoryLimit)) {
            FrameRows selected = new FrameRows(ParquetColumn.describe(connection, file), out);
            rows = selected;
            selected.write(new Sink(connection), ParquetColumn.from(file));
            out.end();
        } catch (Refusal e) {
            out.failure(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            out.failure(told(String.valueOf(e.getMessage())));
        }
    }

    /** What DuckDB says, on one line, without the private path. */
    private String told(String message) {
        if (message.startsWith("Out of Memory")) {
            return "takes more than " + memoryLimit + " to read (expected: row groups and pages that fit)"
                    + "\nfix: write it again with smaller row groups; a whole file needs no more, so it may be damaged";
        }
        String line = message.lines().findFirst().orElse("").replace(file.toString(), "the file");
        int kind = line.indexOf(": ");
        String what = kind > 0 && line.substring(0, kind).endsWith("Error") ? line.substring(kind + 2) : line;
        long row = rows == null ? 0 : rows.row();
        return "cannot be read as Parquet" + (row > 0 ? " beyond row " + row : "") + ": "
                + what.substring(0, Math.min(what.length(), 200))
                + " (expected: a whole Parquet file)\nfix: deliver it again, it may have been damaged on its way";
    }
}

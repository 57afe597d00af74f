package io.volute.duckdb;

import io.volute.core.table.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Parquet file in a private folder and writes its rows as {@link Frames}. Runs in a process of its own and
 * ends with it.
 */
final class ParquetScan {
    private static final String FROM = " FROM read_parquet('%s', hive_partitioning = false)";

    private final Path file;
    private final String memoryLimit;
    private final FrameWriter out;
    private final List<Source> columns = new ArrayList<>();
    private long row;
    private @Nullable IOException unwritten;
    private @Nullable Refusal refused;

    /** Says why a file is not read. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /** A column of the file, how it is selected. */
    private record Source(String name, ColumnType type, boolean single, String selected) {
        /** Of a column with this type, as DuckDB writes it. */
        static Source of(String name, String written) throws Refusal {
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            String plain = written.startsWith("DECIMAL") ? "DECIMAL" : written;
            return switch (plain) {
                case "BOOLEAN" -> column(name, ColumnType.BOOL, quoted);
                case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                    column(name, ColumnType.LONG, "CAST(" + quoted + " AS BIGINT)");
                case "FLOAT" -> new Source(name, ColumnType.DOUBLE, true, quoted);
                case "DOUBLE" -> column(name, ColumnType.DOUBLE, quoted);
                case "DATE" -> column(name, ColumnType.DATE, finite(quoted, "datediff('day', DATE '1970-01-01', %s)"));
                case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                    column(name, ColumnType.INSTANT, finite(quoted, "epoch_us(%s)"));
                case "VARCHAR" -> column(name, ColumnType.TEXT, quoted);
                case "DECIMAL", "UBIGINT", "HUGEINT", "UHUGEINT", "UUID" ->
                    column(name, ColumnType.TEXT, "CAST(" + quoted + " AS VARCHAR)");
                case "BLOB" ->
                    throw new Refusal(
                            "column " + name + " holds bytes (expected: numbers, text, dates, moments, true and"
                                    + " false; a writer marks text as STRING)"
                                    + "\nfix: write the column as text, or leave it out");
                default -> {
                    boolean nested = written.endsWith("]")
                            || written.startsWith("STRUCT")
                            || written.startsWith("MAP")
                            || written.startsWith("UNION");
                    throw new Refusal("column " + name + (nested ? " is nested: " : " is of a type that is not read: ")
                            + written.substring(0, Math.min(written.length(), 80))
                            + " (expected: numbers, text, dates, moments, true and false)"
                            + "\nfix: " + (nested ? "write its parts as columns of their own" : "write it as text")
                            + ", or leave it out");
                }
            };
        }

        /** What a chunk holds. */
        DuckDBColumnType read() {
            return switch (type) {
                case TEXT -> DuckDBColumnType.VARCHAR;
                case DOUBLE -> single ? DuckDBColumnType.FLOAT : DuckDBColumnType.DOUBLE;
                case BOOL -> DuckDBColumnType.BOOLEAN;
                default -> DuckDBColumnType.BIGINT;
            };
        }

        private static Source column(String name, ColumnType type, String selected) {
            return new Source(name, type, false, selected);
        }

        private static String finite(String column, String number) {
            return "CAST(CASE WHEN isfinite(" + column + ") THEN " + number.formatted(column) + " WHEN " + column
                    + " IS NOT NULL THEN " + Long.MAX_VALUE + " END AS BIGINT)";
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
            describe(connection);
            out.header(
                    columns.stream().map(Source::name).toList(),
                    columns.stream().map(Source::type).toList());
            rows(connection);
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
        return "cannot be read as Parquet" + (row > 0 ? " beyond row " + row : "") + ": "
                + what.substring(0, Math.min(what.length(), 200))
                + " (expected: a whole Parquet file)\nfix: deliver it again, it may have been damaged on its way";
    }

    private void describe(DuckDBConnection connection) throws SQLException, Refusal {
        String from = FROM.formatted(LockDown.quoted(file));
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT *" + from)) {
            Map<String, String> seen = new HashMap<>();
            while (described.next()) {
                String name = described.getString(1);
                if (name.isBlank()) {
                    throw new Refusal("column " + (columns.size() + 1) + " has no name (expected: a name for each"
                            + " column)\nfix: name it");
                }
                // DuckDB itself would tell them apart by a number.
                if (seen.put(name.toLowerCase(Locale.ROOT), name) != null) {
                    throw new Refusal("column name " + name + " stands twice (expected: names that differ, not only in"
                            + " case)\nfix: rename one of them");
                }
                columns.add(Source.of(name, described.getString(2)));
            }
        }
        if (columns.size() > Frames.WIDEST) {
            throw new Refusal(
                    columns.size() + " columns (expected: at most " + Frames.WIDEST + ")\nfix: leave some out");
        }
    }

    private void rows(DuckDBConnection connection) throws SQLException, IOException, Refusal {
        List<Sink.Selected> selected = columns.stream()
                .map(column -> new Sink.Selected(column.selected, column.read()))
                .toList();
        try {
            new Sink(connection).run(selected, FROM.formatted(LockDown.quoted(file)), this::rows);
        } catch (SQLException e) {
            if (unwritten != null) {
                throw unwritten;
            }
            if (refused != null) {
                throw refused;
            }
            throw e;
        }
    }

    private void rows(DuckDBDataChunkReader chunk) throws IOException, Refusal {
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[columns.size()];
        for (int cell = 0; cell < vectors.length; cell++) {
            vectors[cell] = chunk.vector(cell);
        }
        int count = Math.toIntExact(chunk.rowCount());
        try {
            for (int i = 0; i < count; i++) {
                row++;
                for (int cell = 0; cell < vectors.length; cell++) {
                    value(cell, vectors[cell], i);
                }
                out.endRow();
            }
        } catch (IOException e) {
            // What reaches the statement is a message.
            unwritten = e;
            throw e;
        } catch (Refusal e) {
            refused = e;
            throw e;
        }
    }

    private void value(int cell, DuckDBReadableVector values, int at) throws Refusal {
        if (values.isNull(at)) {
            out.missing(cell);
            return;
        }
        Source column = columns.get(cell);
        switch (column.type) {
            case TEXT -> text(cell, column.name, values.getString(at));
            case DOUBLE ->
                out.value(
                        cell,
                        Double.doubleToLongBits(
                                column.single
                                        ? Double.parseDouble(Float.toString(values.getFloat(at)))
                                        : values.getDouble(at)));
            case BOOL -> out.value(cell, values.getBoolean(at) ? 1 : 0);
            default -> out.value(cell, values.getLong(at));
        }
    }

    private void text(int cell, String column, String value) throws Refusal {
        if (value.length() > Frames.LONGEST) {
            throw new Refusal("row " + row + ": " + column + ": a text of more than " + Frames.LONGEST
                    + " characters (expected: fewer)\nfix: shorten it, or leave the column out");
        }
        out.text(cell, value);
    }
}

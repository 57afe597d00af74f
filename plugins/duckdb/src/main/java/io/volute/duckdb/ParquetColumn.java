package io.volute.duckdb;

import io.volute.core.table.ColumnType;
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

/** A column of a Parquet file, how it is selected; one of 32 bits is a double whose decimal is the shortest. */
record ParquetColumn(String name, ColumnType type, boolean single, String selected) {
    /** The columns of a file. */
    static List<ParquetColumn> describe(DuckDBConnection connection, Path file)
            throws SQLException, ParquetScan.Refusal {
        List<ParquetColumn> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT *" + from(file))) {
            Map<String, String> seen = new HashMap<>();
            while (described.next()) {
                String name = described.getString(1);
                if (name.isBlank()) {
                    throw new ParquetScan.Refusal("column " + (columns.size() + 1) + " has no name (expected: a name"
                            + " for each column)\nfix: name it");
                }
                // DuckDB itself would tell them apart by a number.
                if (seen.put(name.toLowerCase(Locale.ROOT), name) != null) {
                    throw new ParquetScan.Refusal("column name " + name + " stands twice (expected: names that differ,"
                            + " not only in case)\nfix: rename one of them");
                }
                columns.add(of(name, described.getString(2)));
            }
        }
        if (columns.size() > Frames.WIDEST) {
            throw new ParquetScan.Refusal(
                    columns.size() + " columns (expected: at most " + Frames.WIDEST + ")\nfix: leave some out");
        }
        return columns;
    }

    /** How a file is read. */
    static String from(Path file) {
        return " FROM read_parquet('" + LockDown.quoted(file) + "', hive_partitioning = false)";
    }

    /** Of a column with this type, as DuckDB writes it. */
    static ParquetColumn of(String name, String written) throws ParquetScan.Refusal {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        String plain = written.startsWith("DECIMAL") ? "DECIMAL" : written;
        return switch (plain) {
            case "BOOLEAN" -> column(name, ColumnType.BOOL, quoted);
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                column(name, ColumnType.LONG, "CAST(" + quoted + " AS BIGINT)");
            case "FLOAT" -> new ParquetColumn(name, ColumnType.DOUBLE, true, quoted);
            case "DOUBLE" -> column(name, ColumnType.DOUBLE, quoted);
            case "DATE" -> column(name, ColumnType.DATE, finite(quoted, "datediff('day', DATE '1970-01-01', %s)"));
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                column(name, ColumnType.INSTANT, finite(quoted, "epoch_us(%s)"));
            case "VARCHAR" -> column(name, ColumnType.TEXT, quoted);
            case "DECIMAL", "UBIGINT", "HUGEINT", "UHUGEINT", "UUID" ->
                column(name, ColumnType.TEXT, "CAST(" + quoted + " AS VARCHAR)");
            case "BLOB" ->
                throw new ParquetScan.Refusal(
                        "column " + name + " holds bytes (expected: numbers, text, dates, moments, true and"
                                + " false; a writer marks text as STRING)"
                                + "\nfix: write the column as text, or leave it out");
            default -> {
                boolean nested = written.endsWith("]")
                        || written.startsWith("STRUCT")
                        || written.startsWith("MAP")
                        || written.startsWith("UNION");
                throw new ParquetScan.Refusal(
                        "column " + name + (nested ? " is nested: " : " is of a type that is not read: ")
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

    private static ParquetColumn column(String name, ColumnType type, String selected) {
        return new ParquetColumn(name, type, false, selected);
    }

    private static String finite(String column, String number) {
        return "CAST(CASE WHEN isfinite(" + column + ") THEN " + number.formatted(column) + " WHEN " + column
                + " IS NOT NULL THEN " + Long.MAX_VALUE + " END AS BIGINT)";
    }
}

package io.volute.duckdb;

import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;

/**
 * Reads a large file that this engine wrote: chunk by chunk, and a column of few texts as their numbers, each text once.
 * What it asks beforehand costs more than a small file.
 */
final class StoredTable {
    /** Different texts of a row group at most, and one for so many rows. */
    private static final int FEW = 20_000;

    private static final int SHARE = 4;

    private final DuckDBConnection connection;
    private final Sink sink;
    private final String file;
    private int rows;

    StoredTable(DuckDBConnection connection, Sink sink, Path file) {
        this.connection = connection;
        this.sink = sink;
        this.file = LockDown.quoted(file);
    }

    Table read() throws SQLException {
        Map<String, ColumnType> types = types();
        Set<String> repeating = repeating();
        List<ChunkColumn> columns = new ArrayList<>();
        List<Sink.Selected> selected = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try {
            for (Map.Entry<String, ColumnType> column : types.entrySet()) {
                String name = column.getKey();
                ColumnType type = column.getValue();
                if (type == ColumnType.TEXT && repeating.contains(name)) {
                    String of = "volute_texts_" + texts.size();
                    LockDown.execute(
                            connection,
                            "CREATE TEMP TYPE " + of + " AS ENUM (SELECT DISTINCT " + quoted(name) + from() + " WHERE "
                                    + quoted(name) + " IS NOT NULL)");
                    texts.add(of);
                    columns.add(new ChunkColumn(name, rows, all(of)));
                    selected.add(number("enum_code(CAST(" + quoted(name) + " AS " + of + "))"));
                } else {
                    columns.add(new ChunkColumn(name, type, rows));
                    selected.add(selected(quoted(name), type));
                }
            }
            sink.run(selected, from(), chunk -> take(chunk, columns));
        } finally {
            for (String of : texts) {
                LockDown.execute(connection, "DROP TYPE " + of);
            }
        }
        return Table.of(columns.stream().map(ChunkColumn::build).toList());
    }

    private static void take(DuckDBDataChunkReader chunk, List<ChunkColumn> columns) {
        int count = Math.toIntExact(chunk.rowCount());
        int number = 0;
        for (ChunkColumn column : columns) {
            column.take(chunk.vector(number++), count);
        }
    }

    private static Sink.Selected selected(String column, ColumnType type) {
        return switch (type) {
            case LONG -> new Sink.Selected(column, DuckDBColumnType.BIGINT);
            case DOUBLE -> new Sink.Selected(column, DuckDBColumnType.DOUBLE);
            case BOOL -> new Sink.Selected(column, DuckDBColumnType.BOOLEAN);
            case TEXT -> new Sink.Selected(column, DuckDBColumnType.VARCHAR);
            case DATE -> number("datediff('day', DATE '1970-01-01', " + column + ")");
            case INSTANT -> number("epoch_us(" + column + ")");
        };
    }

    private static Sink.Selected number(String sql) {
        return new Sink.Selected("CAST(" + sql + " AS BIGINT)", DuckDBColumnType.BIGINT);
    }

    private Map<String, ColumnType> types() throws SQLException {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE" + from())) {
            while (described.next()) {
                String name = described.getString(1);
                types.put(name, ColumnReader.type(name, described.getString(2)));
            }
        }
        return types;
    }

    /** The columns of texts that repeat themselves, as the writer has counted; and the number of rows by the way. */
    private Set<String> repeating() throws SQLException {
        Set<String> repeating = new TreeSet<>();
        String sql = "SELECT path_in_schema, sum(num_values)::BIGINT, max(stats_distinct_count)::BIGINT,"
                + " sum(stats_distinct_count)::BIGINT, count(*) = count(stats_distinct_count)"
                + " FROM parquet_metadata('" + file + "') GROUP BY path_in_schema";
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(sql)) {
            while (counts.next()) {
                rows = Math.toIntExact(counts.getLong(2));
                long most = counts.getLong(3);
                boolean few = most > 0 && most <= FEW && counts.getLong(4) <= rows / SHARE;
                if (few && counts.getBoolean(5)) {
                    repeating.add(counts.getString(1));
                }
            }
        }
        return repeating;
    }

    private List<String> all(String of) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet range = statement.executeQuery("SELECT unnest(enum_range(NULL::" + of + "))::VARCHAR")) {
            while (range.next()) {
                texts.add(range.getString(1));
            }
        }
        return texts;
    }

    private String from() {
        return " FROM read_parquet('" + file + "')";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

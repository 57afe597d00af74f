package io.volute.dataengineering.source;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Writes Parquet files as others would. */
public final class ParquetFiles {
    private ParquetFiles() {}

    /** The rows of a query. */
    public static Path write(Path target, String query) throws SQLException {
        return write(target, query, "");
    }

    /** The rows of a query as a CSV file with a header. */
    public static Path csv(Path target, String query) throws SQLException {
        copy(target, query, "(FORMAT csv, HEADER)");
        return target;
    }

    /** The rows of a query, with further options of DuckDB's COPY, for example {@code , ROW_GROUP_SIZE 100}. */
    public static Path write(Path target, String query, String options) throws SQLException {
        copy(target, query, "(FORMAT parquet" + options + ")");
        return target;
    }

    private static void copy(Path target, String query, String format) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("COPY (" + query + ") TO '" + target + "' " + format);
        }
    }
}

package io.volute.cli.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** The same rows as a CSV file, in Parquet, with the types that DuckDB finds in them. */
final class ParquetTwin {
    private ParquetTwin() {}

    static void write(Path csv, Path parquet) throws SQLException {
        query("FROM read_csv('" + csv + "', sample_size = -1)", parquet);
    }

    /** The rows of a query. */
    static void query(String query, Path parquet) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("COPY (" + query + ") TO '" + parquet + "' (FORMAT parquet)");
        }
    }
}

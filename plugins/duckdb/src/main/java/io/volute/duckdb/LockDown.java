package io.volute.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** Opens databases in memory that read and write in one private folder and nowhere else. */
final class LockDown {
    /** Settings in the order in which DuckDB accepts them: places first, then the outside goes off, then all is locked. */
    private static final List<String> SETTINGS = List.of(
            "SET threads = 1",
            "SET memory_limit = '%2$s'",
            "SET TimeZone = 'UTC'",
            "SET temp_directory = '%1$s/spill'",
            "SET allowed_directories = ['%1$s']",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET allow_community_extensions = false",
            "SET enable_external_access = false",
            "SET lock_configuration = true");

    private LockDown() {}

    /** One that reaches this folder; the limit is written as DuckDB does, for example 300MB. */
    static DuckDBConnection open(Path folder, String memoryLimit) throws SQLException {
        DuckDBConnection connection =
                new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
        for (String setting : SETTINGS) {
            execute(connection, setting.formatted(quoted(folder), memoryLimit));
        }
        return connection;
    }

    static void execute(DuckDBConnection connection, String sql) throws SQLException {
        // One statement object per query: an error closes it.
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Inside a text of SQL. */
    static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}

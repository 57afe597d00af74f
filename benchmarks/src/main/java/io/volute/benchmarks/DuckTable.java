package io.volute.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Tables of entities and moments in DuckDB. */
final class DuckTable {
    private DuckTable() {}

    static void fill(Connection duck, String name, int[] entity, long[] moment) throws SQLException {
        DataBenchmark.execute(duck, "CREATE OR REPLACE TABLE " + name + " (entity INTEGER, moment BIGINT)");
        try (DuckDBAppender appender = duck.unwrap(DuckDBConnection.class).createAppender("main", name)) {
            for (int i = 0; i < entity.length; i++) {
                appender.beginRow();
                appender.append(entity[i]);
                appender.append(moment[i]);
                appender.endRow();
            }
        }
    }
}

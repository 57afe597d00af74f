package io.volute.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A table of entities and times in DuckDB. */
record DuckTable(DuckDBAppender appender, int[] entity, long[] at) implements AutoCloseable {
    static DuckTable of(Connection duck, String name, int[] entity, long[] at) throws SQLException {
        DataBenchmark.execute(duck, "CREATE OR REPLACE TABLE " + name + " (entity INTEGER, moment BIGINT)");
        return new DuckTable(duck.unwrap(DuckDBConnection.class).createAppender("main", name), entity, at);
    }

    void fill() throws SQLException {
        for (int i = 0; i < entity.length; i++) {
            appender.beginRow();
            appender.append(entity[i]);
            appender.append(at[i]);
            appender.endRow();
        }
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}

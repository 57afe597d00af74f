package io.volute.duckdb;

import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.sql.SQLException;
import java.util.List;

/** A DuckDB that answers one question, in this process or in another one. Not thread-safe. */
interface Engine {
    /** A column of an answer, how it is selected. */
    record Selected(String name, ColumnType type, String sql) {}

    /** Appends rows to a table, which is made by the first ones; a moment becomes its microseconds. */
    void load(String table, Table rows) throws SQLException;

    /** Runs a statement. */
    void run(String statement) throws SQLException;

    /** Selects columns in the order of the rows. */
    Table read(List<Selected> columns, String from) throws SQLException;

    /** How many rows a table has. */
    default long rows(String table) throws SQLException {
        return read(List.of(new Selected("n", ColumnType.LONG, "n")), " FROM (SELECT count(*) AS n FROM " + table + ")")
                .column("n")
                .longAt(0);
    }
}

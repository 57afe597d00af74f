package io.volute.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Hands the columns of a statement over chunk by chunk, in order on one thread, by a function that the statement calls:
 * many times faster than row by row. The driver's own result in chunks ends at an error as if there were no more rows. Not
 * thread-safe.
 */
final class Sink {
    private static final String NAME = "volute_take_";

    private final DuckDBConnection connection;
    private final Map<List<DuckDBColumnType>, String> functions = new HashMap<>();
    private @Nullable Taker current;
    private long taken;

    /** Takes the next rows; what it throws ends the statement. */
    @FunctionalInterface
    interface Taker {
        void take(DuckDBDataChunkReader chunk) throws Exception;
    }

    /** A column: how it is selected and as what. */
    record Selected(String sql, DuckDBColumnType type) {}

    Sink(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Selects columns, at least one. */
    void run(List<Selected> columns, String from, Taker taker) throws SQLException {
        List<DuckDBColumnType> types = columns.stream().map(Selected::type).toList();
        String function = functions.get(types);
        if (function == null) {
            function = NAME + functions.size();
            register(function, types);
            functions.put(types, function);
        }
        StringJoiner sql = new StringJoiner(", ", "SELECT count(*), count(" + function + "(", "))" + from);
        columns.forEach(column -> sql.add(column.sql));
        current = taker;
        taken = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.toString())) {
            result.next();
            if (result.getLong(1) != taken) {
                throw new SQLException(taken + " rows were handed over of " + result.getLong(1));
            }
        } finally {
            current = null;
        }
    }

    private void register(String name, List<DuckDBColumnType> types) throws SQLException {
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName(name).withVolatile().withVectorizedFunction(this::take);
            for (DuckDBColumnType type : types) {
                try (DuckDBLogicalType parameter = DuckDBLogicalType.of(type)) {
                    function.withParameter(parameter);
                }
            }
            try (DuckDBLogicalType result = DuckDBLogicalType.of(DuckDBColumnType.BIGINT)) {
                function.withReturnType(result);
            }
            function.register(connection);
        }
    }

    /** The result is not written: nobody looks at it. */
    private void take(DuckDBDataChunkReader chunk, DuckDBWritableVector result) throws Exception {
        Objects.requireNonNull(current, "nothing is being read").take(chunk);
        taken += chunk.rowCount();
    }
}

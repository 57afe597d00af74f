package io.volute.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;

/**
 * Says which ids may have come before: each that did, and about one of a hundred others after 20 million; more with more.
 * A Bloom filter of two hashes in memory that does not grow.
 */
final class RepeatFilter {
    /** Name of the function from an id's hash of 63 bits to whether it may have come before in this statement. */
    static final String FUNCTION = "volute_repeats";

    private static final int BITS = 28;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] words = new long[1 << (BITS - 6)];

    /** Makes it a function of SQL, to be used by one statement on one thread. */
    static void register(DuckDBConnection connection) throws SQLException {
        RepeatFilter filter = new RepeatFilter();
        try (var function = DuckDBFunctions.scalarFunction();
                DuckDBLogicalType hash = DuckDBLogicalType.of(DuckDBColumnType.BIGINT);
                DuckDBLogicalType repeats = DuckDBLogicalType.of(DuckDBColumnType.BOOLEAN)) {
            function.withName(FUNCTION)
                    .withVolatile()
                    .withParameter(hash)
                    .withReturnType(repeats)
                    .withVectorizedFunction((chunk, result) -> {
                        DuckDBReadableVector hashes = chunk.vector(0);
                        int rows = Math.toIntExact(chunk.rowCount());
                        for (int row = 0; row < rows; row++) {
                            long one = hashes.getLong(row) << 1;
                            result.setBoolean(row, filter.mayRepeat(one, Long.reverseBytes(one * MIX)));
                        }
                    })
                    .register(connection);
        }
    }

    /** Adds an id by two hashes; false for one that surely is new. */
    boolean mayRepeat(long hash, long other) {
        boolean one = set(hash);
        return set(other) && one;
    }

    private boolean set(long hash) {
        int bit = (int) (hash >>> (64 - BITS));
        long mask = 1L << bit;
        boolean there = (words[bit >>> 6] & mask) != 0;
        words[bit >>> 6] |= mask;
        return there;
    }
}

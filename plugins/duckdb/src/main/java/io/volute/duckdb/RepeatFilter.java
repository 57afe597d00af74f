package io.volute.duckdb;

/**
 * Says which ids may have come before: each that did, and about one of a hundred others after 20 million; more with more.
 * A Bloom filter of two hashes in memory that does not grow.
 */
final class RepeatFilter {
    private static final int BITS = 28;

    private final long[] words = new long[1 << (BITS - 6)];

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

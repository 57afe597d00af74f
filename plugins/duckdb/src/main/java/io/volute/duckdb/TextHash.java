package io.volute.duckdb;

/**
 * Hashes of texts that stand for them where there are too many to keep: two of 64 bits with different seeds tell 20 million
 * texts apart but with a chance of some 1e-24. Nobody who may write a log gains by two texts of one hash.
 */
final class TextHash {
    private static final long STEP = 0xBF58476D1CE4E5B9L;
    private static final long LAST = 0x94D049BB133111EBL;

    private TextHash() {}

    static long of(String text, long seed) {
        long hash = seed + text.length() * LAST;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * STEP;
            hash ^= hash >>> 32;
        }
        hash *= LAST;
        return hash ^ (hash >>> 31);
    }
}

package io.volute.statistics.random;

/**
 * The SplitMix64 finaliser as a hash of rows and seeds (Steele, Lea, Flood, OOPSLA 2014; constants of Stafford's variant
 * 13). Stateless, safe for use by several threads.
 */
public final class SplitMix {

    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private SplitMix() {}

    /** The 64 bits of {@code z}, mixed so that each input bit moves about half of the output bits; a bijection. */
    public static long mix64(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    /**
     * A uniform number in {@code [0, 1)} that belongs to a row: {@code (mix64(row ^ mix64(seed)) >>> 11) * 2^-53}.
     *
     * @param row the row's id, any 64 bits
     * @param seed any 64 bits; different seeds give independent numbers for the same row
     */
    public static double u(long row, long seed) {
        return (mix64(row ^ mix64(seed)) >>> 11) * TWO_TO_MINUS_53;
    }
}

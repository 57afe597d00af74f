package io.volute.statistics.column;

import io.volute.statistics.bootstrap.Bootstrap;
import java.util.Arrays;

/**
 * Quantiles of a column: of all values up to {@value #EXACT}, beyond them of those {@value #KEPT} whose rows have the
 * smallest keys, a seeded simple random sample (bottom-k) that no order of rows and no chunk changes. Holds state: used
 * by one thread.
 */
final class QuantileSample {
    /** Up to so many values all are kept. */
    static final int EXACT = 1_000_000;
    /** Beyond, so many are. */
    static final int KEPT = 100_000;

    private long[] keys = new long[64];
    private double[] values = new double[64];
    private int size;
    private long seen;
    private long limit = -1L; // unsigned: every key passes

    /** Takes a value; {@code key} is a well mixed function of row and seed. */
    void add(long key, double value) {
        seen++;
        if (Long.compareUnsigned(key, limit) > 0) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        keys[size] = key;
        values[size++] = value;
        if (seen > EXACT && size >= 2 * KEPT) {
            shrink();
        }
    }

    void add(QuantileSample other) {
        seen += other.seen - other.size;
        for (int i = 0; i < other.size; i++) {
            add(other.keys[i], other.values[i]);
        }
        if (!exact() && size > KEPT) {
            shrink();
        }
    }

    boolean exact() {
        return seen <= EXACT;
    }

    /** Keeps the smallest keys, and of equal ones at the border the smallest values. */
    private void shrink() {
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = keys[i] ^ Long.MIN_VALUE; // signed order of these is unsigned order of the keys
        }
        Arrays.sort(sorted);
        long border = sorted[KEPT - 1] ^ Long.MIN_VALUE;
        double[] atBorder = new double[size];
        int ties = 0;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int order = Long.compareUnsigned(keys[i], border);
            if (order < 0) {
                keys[kept] = keys[i];
                values[kept++] = values[i];
            } else if (order == 0) {
                atBorder[ties++] = values[i];
            }
        }
        Arrays.sort(atBorder, 0, ties);
        for (int i = 0; kept < KEPT; i++) {
            keys[kept] = border;
            values[kept++] = atBorder[i];
        }
        size = kept;
        limit = border;
    }

    /** The kept values, ascending. */
    double[] ascending() {
        if (!exact() && size > KEPT) {
            shrink();
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Type 7 of Hyndman, Fan (1996); NaN without values. */
    static double quantile(double[] ascending, double p) {
        return ascending.length == 0 ? Double.NaN : Bootstrap.quantile(ascending, p);
    }
}

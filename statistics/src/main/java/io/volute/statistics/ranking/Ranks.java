package io.volute.statistics.ranking;

/**
 * Mid-ranks: equal values share the mean of their ranks, which start at 1. Ascending. Sorting is O(n log n) and takes no
 * boxes.
 */
public final class Ranks {

    private final int[] order;
    private final double[] ranks;
    private final double ties;

    private Ranks(int[] order, double[] ranks, double ties) {
        this.order = order;
        this.ranks = ranks;
        this.ties = ties;
    }

    /**
     * Ranks of the values; -0 equals 0.
     *
     * @throws IllegalArgumentException if a value is NaN
     */
    public static Ranks of(double... values) {
        int[] order = ascending(values);
        double[] ranks = new double[values.length];
        double ties = 0;
        for (int start = 0; start < order.length; ) {
            int end = start + 1;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
            double t = end - start;
            ties += t * t * t - t;
            start = end;
        }
        return new Ranks(order, ranks, ties);
    }

    /** The row numbers by ascending value, equal values by row number. */
    public static int[] ascending(double... values) {
        long[] keys = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("value of row " + i + ": NaN (expected: a number)");
            }
            long bits = Double.doubleToLongBits(values[i] + 0.0);
            keys[i] = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        }
        int[] order = new int[values.length];
        int[] buffer = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        mergeSort(keys, order, buffer, 0, order.length);
        return order;
    }

    /** Mid-rank of a row. */
    public double rank(int row) {
        return ranks[row];
    }

    /** Sum over groups of equal values of {@code t^3 - t}: 0 without ties. */
    public double ties() {
        return ties;
    }

    /** The row at a place, from 0, ascending; equal values by row number. */
    public int row(int place) {
        return order[place];
    }

    private static void mergeSort(long[] keys, int[] order, int[] buffer, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(keys, order, buffer, from, middle);
        mergeSort(keys, order, buffer, middle, to);
        System.arraycopy(order, from, buffer, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right >= to
                    || (left < middle && Long.compareUnsigned(keys[buffer[left]], keys[buffer[right]]) <= 0);
            order[i] = takeLeft ? buffer[left++] : buffer[right++];
        }
    }
}

package io.volute.statistics.sampling;

import io.volute.statistics.random.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Samples without replacement of rows that have an id. Every row has its own number {@link SplitMix#u}, those with the
 * smallest are drawn, equal numbers by id: a larger sample holds every smaller one of the same seed, and the order in
 * which rows are handed over changes nothing.
 */
public final class Samples {
    private Samples() {}

    /**
     * A simple random sample: the positions of the {@code size} rows with the smallest numbers, in the order drawn.
     *
     * @param rows ids, all different
     * @throws IllegalArgumentException if size is negative or above the number of rows
     */
    public static int[] simple(long[] rows, int size, long seed) {
        checkSize(size, rows.length);
        double[] keys =
                Arrays.stream(rows).mapToDouble(row -> SplitMix.u(row, seed)).toArray();
        return smallest(rows, keys, size);
    }

    /**
     * A sample with the same share of each stratum, sizes by largest remainder: the positions, stratum after stratum.
     *
     * @param rows ids, all different
     * @param strata the stratum of each row
     * @throws IllegalArgumentException if size is negative or above the number of rows
     */
    public static int[] stratified(long[] rows, List<String> strata, int size, long seed) {
        checkSize(size, rows.length);
        SortedMap<String, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            members.computeIfAbsent(strata.get(i), name -> new ArrayList<>()).add(i);
        }
        long[] counts = members.values().stream().mapToLong(List::size).toArray();
        long[] sizes = largestRemainder(counts, size);
        int[] drawn = new int[size];
        int at = 0;
        int stratum = 0;
        for (Map.Entry<String, List<Integer>> entry : members.entrySet()) {
            int[] positions = entry.getValue().stream().mapToInt(i -> i).toArray();
            long[] ids = Arrays.stream(positions).mapToLong(i -> rows[i]).toArray();
            for (int chosen : simple(ids, (int) sizes[stratum++], seed)) {
                drawn[at++] = positions[chosen];
            }
        }
        return drawn;
    }

    /**
     * Whole sizes in the proportion of counts: each the floor of its share, what is left to the largest remainders, of
     * equal ones to the first (Hamilton's method).
     *
     * @throws IllegalArgumentException if the total is negative or above the sum of counts
     */
    public static long[] largestRemainder(long[] counts, long total) {
        long all = Arrays.stream(counts).sum();
        checkSize(total, all);
        long[] sizes = new long[counts.length];
        long[] rest = new long[counts.length];
        long left = total;
        for (int i = 0; i < counts.length && all > 0; i++) {
            long share = Math.multiplyExact(counts[i], total);
            sizes[i] = share / all;
            rest[i] = share % all;
            left -= sizes[i];
        }
        IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> rest[i]).reversed())
                .limit(left)
                .forEach(i -> sizes[i]++);
        return sizes;
    }

    /**
     * A weighted sample without replacement, drawn one after the other with probability in proportion to what weight is
     * left: the positions of the smallest {@code -ln(u) / w} (Efraimidis, Spirakis 2006). Weight 0 is never drawn, so
     * there may be fewer than {@code size}.
     *
     * @param rows ids, all different
     * @param weights one for each row
     * @throws IllegalArgumentException if a weight is negative or not finite, or size is negative
     */
    public static int[] weighted(long[] rows, double[] weights, int size, long seed) {
        if (size < 0) {
            throw new IllegalArgumentException("sample size: " + size + " (expected: >= 0)");
        }
        double[] keys = new double[rows.length];
        int possible = 0;
        for (int i = 0; i < rows.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException(
                        "weight of row " + i + ": " + weights[i] + " (expected: a finite number >= 0)");
            }
            // 1 - u is in (0, 1], so no logarithm is infinite.
            keys[i] = weights[i] == 0
                    ? Double.POSITIVE_INFINITY
                    : -StrictMath.log1p(-SplitMix.u(rows[i], seed)) / weights[i];
            possible += weights[i] == 0 ? 0 : 1;
        }
        return smallest(rows, keys, Math.min(size, possible));
    }

    private static int[] smallest(long[] rows, double[] keys, int size) {
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> keys[i]).thenComparingLong(i -> rows[i]))
                .limit(size)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void checkSize(long size, long rows) {
        if (size < 0 || size > rows) {
            throw new IllegalArgumentException(
                    "sample size: " + size + " (expected: from 0 to the " + rows + " rows there are)");
        }
    }
}

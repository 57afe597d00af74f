package io.volute.core.table;

import java.util.Arrays;

/**
 * A stable sort of row numbers by a number of 64 bits each. What differs of the numbers is put before the row's place in
 * one number, as far as it fits, and those are sorted where they stand: numbers far apart in memory are slow to look at.
 */
final class LongSort {
    private LongSort() {}

    /**
     * Sorts row numbers by {@code keys[row] ^ flip}, compared unsigned: without a flip by unsigned keys, with that of the
     * sign by signed ones.
     */
    static void sort(int[] rows, long[] keys, long flip) {
        if (rows.length < 2) {
            return;
        }
        long different = 0;
        for (int row : rows) {
            different |= keys[row] ^ keys[rows[0]];
        }
        // Bits that all share decide nothing.
        int shared = Long.numberOfLeadingZeros(different);
        if (shared == Long.SIZE) {
            return;
        }
        int places = Integer.SIZE - Integer.numberOfLeadingZeros(rows.length - 1);
        long place = (1L << places) - 1;
        long[] packed = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            // The sign turned over, as the array is sorted by signed numbers.
            long start = ((keys[rows[i]] ^ flip) << shared) ^ Long.MIN_VALUE;
            packed[i] = (start & ~place) | i;
        }
        Arrays.sort(packed);
        int[] before = rows.clone();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = before[(int) (packed[i] & place)];
        }
        if (shared < places) {
            sortWithinEqualStarts(rows, packed, place, keys, flip);
        }
    }

    /** Keys whose last bits had no room. */
    private static void sortWithinEqualStarts(int[] rows, long[] packed, long place, long[] keys, long flip) {
        int from = 0;
        for (int to = 1; to <= rows.length; to++) {
            if (to == rows.length || ((packed[to] ^ packed[from]) & ~place) != 0) {
                if (to - from > 1) {
                    IntSort.sort(
                            rows,
                            from,
                            to,
                            (first, second) -> Long.compareUnsigned(keys[first] ^ flip, keys[second] ^ flip));
                }
                from = to;
            }
        }
    }
}

package io.volute.core.table;

/** A stable radix sort of row numbers by a number of 64 bits each: a fixed few passes, whatever the order was. */
final class LongSort {
    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;
    private static final int FEW = 2_000;

    private LongSort() {}

    /**
     * Sorts row numbers by {@code keys[row] ^ flip}, compared unsigned: without a flip by unsigned keys, with that of the
     * sign by signed ones.
     */
    static void sort(int[] rows, long[] keys, long flip) {
        if (rows.length < FEW) {
            IntSort.sort(
                    rows,
                    0,
                    rows.length,
                    (first, second) -> Long.compareUnsigned(keys[first] ^ flip, keys[second] ^ flip));
            return;
        }
        long different = 0;
        for (int row : rows) {
            different |= keys[row] ^ keys[rows[0]];
        }
        int[] from = rows;
        int[] to = new int[rows.length];
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if ((different >>> shift & MASK) != 0) {
                pass(from, to, keys, flip, shift);
                int[] swapped = from;
                from = to;
                to = swapped;
            }
        }
        if (from != rows) {
            System.arraycopy(from, 0, rows, 0, rows.length);
        }
    }

    private static void pass(int[] from, int[] to, long[] keys, long flip, int shift) {
        int[] starts = new int[MASK + 2];
        for (int row : from) {
            starts[(int) ((keys[row] ^ flip) >>> shift & MASK) + 1]++;
        }
        for (int digit = 0; digit <= MASK; digit++) {
            starts[digit + 1] += starts[digit];
        }
        for (int row : from) {
            to[starts[(int) ((keys[row] ^ flip) >>> shift & MASK)]++] = row;
        }
    }
}

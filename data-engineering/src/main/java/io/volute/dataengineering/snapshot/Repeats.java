package io.volute.dataengineering.snapshot;

import java.util.Arrays;
import java.util.BitSet;

/** Finds the few rows that need a second look among many: those whose number another row has too. */
public final class Repeats {
    /** Marks for each number; the more, the fewer numbers share one by chance. */
    private static final int MARKS = 16;
    /** The fractional part of the golden ratio, by which neighbours come far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Repeats() {}

    /** The rows, by number, whose number another row has too. */
    public static BitSet of(long[] numbers) {
        BitSet likely = sharingAMark(numbers);
        long[] sorted = likely.stream().mapToLong(row -> numbers[row]).sorted().toArray();
        int repeated = 0;
        for (int i = 1; i < sorted.length; i++) {
            long number = sorted[i];
            if (number == sorted[i - 1] && (repeated == 0 || sorted[repeated - 1] != number)) {
                // Never ahead of what is still compared.
                sorted[repeated++] = number;
            }
        }
        BitSet rows = new BitSet();
        for (int row = likely.nextSetBit(0); repeated > 0 && row >= 0; row = likely.nextSetBit(row + 1)) {
            rows.set(row, Arrays.binarySearch(sorted, 0, repeated, numbers[row]) >= 0);
        }
        return rows;
    }

    /** Rows that repeat are among these, and few others: no need to sort them all. */
    private static BitSet sharingAMark(long[] numbers) {
        int bits = Math.min(30, Long.SIZE - Long.numberOfLeadingZeros(1 + (long) numbers.length * MARKS));
        BitSet once = new BitSet(1 << bits);
        BitSet again = new BitSet(1 << bits);
        for (long number : numbers) {
            int mark = mark(number, bits);
            if (once.get(mark)) {
                again.set(mark);
            } else {
                once.set(mark);
            }
        }
        BitSet rows = new BitSet();
        for (int row = 0; row < numbers.length; row++) {
            if (again.get(mark(numbers[row], bits))) {
                rows.set(row);
            }
        }
        return rows;
    }

    private static int mark(long number, int bits) {
        return (int) ((number * SPREAD) >>> (Long.SIZE - bits));
    }
}

package io.volute.dataengineering.snapshot;

import java.util.Arrays;
import java.util.BitSet;

/** Finds the few rows that need a second look among many: those whose number another row has too. */
public final class Repeats {
    private Repeats() {}

    /** The rows, by number, whose number another row has too. */
    public static BitSet of(long[] numbers) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int repeated = 0;
        for (int i = 1; i < sorted.length; i++) {
            long number = sorted[i];
            if (number == sorted[i - 1] && (repeated == 0 || sorted[repeated - 1] != number)) {
                // Never ahead of what is still compared.
                sorted[repeated++] = number;
            }
        }
        BitSet rows = new BitSet();
        for (int row = 0; repeated > 0 && row < numbers.length; row++) {
            rows.set(row, Arrays.binarySearch(sorted, 0, repeated, numbers[row]) >= 0);
        }
        return rows;
    }
}

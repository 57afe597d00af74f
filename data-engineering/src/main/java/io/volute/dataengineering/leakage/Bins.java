package io.volute.dataengineering.leakage;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Quantile bins of a number. */
final class Bins {
    private Bins() {}

    /** Where bins begin, the first one left out; a value that fills several bins has one. */
    static double[] edges(double[] sorted, int bins) {
        return IntStream.range(1, sorted.length < bins ? 1 : bins)
                .mapToDouble(bin -> sorted[(int) ((long) bin * sorted.length / bins)])
                .filter(edge -> edge > sorted[0])
                .distinct()
                .toArray();
    }

    /** The number of the bin that begins at or below the value, from 1. */
    static int of(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        return found >= 0 ? found + 2 : -found;
    }
}

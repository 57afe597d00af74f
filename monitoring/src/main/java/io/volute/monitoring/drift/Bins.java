package io.volute.monitoring.drift;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Where a value is counted. Bins are fixed by the reference alone, never by both samples together: with bins over the
 * union one wild value in the current window could hide any shift. Numbers fall between distinct quantiles of the
 * reference, the outermost bins are unbounded, and a value with the share of a bin or more has its own; numbers with few
 * distinct values, texts and truth values are counted by value, values that the reference does not know in a bin of their
 * own.
 */
final class Bins {
    private static final int FEW_VALUES = 20;

    private final boolean ordered;
    private final double[] edges;
    private final Map<String, Integer> known;
    private final List<String> names;

    private Bins(boolean ordered, double[] edges, Map<String, Integer> known, List<String> names) {
        this.ordered = ordered;
        this.edges = edges;
        this.known = known;
        this.names = names;
    }

    /** Bins of these columns' values, at most about {@code wanted} of them for numbers. */
    static Bins of(List<Column> reference, int wanted) {
        ColumnType type = reference.get(0).type();
        if (type == ColumnType.LONG || type == ColumnType.DOUBLE) {
            double[] sorted = reference.stream()
                    .flatMapToDouble(column -> IntStream.range(0, column.rows())
                            .filter(row -> !column.isMissing(row))
                            .mapToDouble(column::doubleAt))
                    .sorted()
                    .toArray();
            if (Arrays.stream(sorted).distinct().limit(FEW_VALUES + 1L).count() > FEW_VALUES) {
                return quantiles(sorted, wanted);
            }
        }
        return values(reference);
    }

    private static Bins quantiles(double[] sorted, int wanted) {
        TreeSet<Double> edges = new TreeSet<>();
        for (int j = 1; j < wanted; j++) {
            double edge = quantile(sorted, (double) j / wanted);
            edges.add(edge);
            if (share(sorted, edge) >= 1.0 / wanted) {
                edges.add(Math.nextDown(edge));
            }
        }
        edges.remove(sorted[sorted.length - 1]);
        double[] ends = edges.stream().mapToDouble(Double::doubleValue).toArray();
        List<String> names = new ArrayList<>();
        for (int bin = 0; bin <= ends.length; bin++) {
            names.add(name(ends, bin));
        }
        return new Bins(true, ends, Map.of(), List.copyOf(names));
    }

    private static String name(double[] ends, int bin) {
        if (bin == 0) {
            return "up to " + Numbers.plain(ends[0]);
        }
        String low = Numbers.plain(ends[bin - 1]);
        if (bin == ends.length) {
            return "above " + low;
        }
        return ends[bin - 1] == Math.nextDown(ends[bin])
                ? Numbers.plain(ends[bin])
                : low + " … " + Numbers.plain(ends[bin]);
    }

    private static Bins values(List<Column> reference) {
        SortedMap<String, Integer> known = new TreeMap<>();
        for (Column column : reference) {
            for (int row = 0; row < column.rows(); row++) {
                if (!column.isMissing(row)) {
                    known.put(String.valueOf(column.valueAt(row)), 0);
                }
            }
        }
        List<String> names = new ArrayList<>(known.keySet());
        names.add("new values");
        Map<String, Integer> numbered = new HashMap<>();
        for (String name : known.keySet()) {
            numbered.put(name, numbered.size());
        }
        return new Bins(false, new double[0], numbered, List.copyOf(names));
    }

    /** Whether neighbours in the list are neighbours in value. */
    boolean ordered() {
        return ordered;
    }

    /** What each bin holds, for people. */
    List<String> names() {
        return names;
    }

    /** Rows of each bin; missing values are in none. */
    long[] counts(Column column) {
        long[] counts = new long[names.size()];
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row)) {
                counts[bin(column, row)]++;
            }
        }
        return counts;
    }

    private int bin(Column column, int row) {
        if (!ordered) {
            return known.getOrDefault(String.valueOf(column.valueAt(row)), names.size() - 1);
        }
        int at = Arrays.binarySearch(edges, column.doubleAt(row));
        return at >= 0 ? at : -at - 1;
    }

    /** Type 7 of Hyndman and Fan (1996). */
    private static double quantile(double[] sorted, double p) {
        double position = (sorted.length - 1) * p;
        int below = (int) position;
        double fraction = position - below;
        return fraction == 0 ? sorted[below] : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
    }

    private static double share(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return 0;
        }
        int low = at;
        int high = at;
        while (low > 0 && sorted[low - 1] == value) {
            low--;
        }
        while (high < sorted.length - 1 && sorted[high + 1] == value) {
            high++;
        }
        return (high - low + 1.0) / sorted.length;
    }
}

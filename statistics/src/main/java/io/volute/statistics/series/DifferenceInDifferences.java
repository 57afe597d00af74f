package io.volute.statistics.series;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two groups before and after: {@code (yt1 - yt0) - (yc1 - yc0)}, the error by unit, since a unit's two values share what
 * is its own. Rests on the groups having moved alike without the treatment, which two periods cannot test.
 */
public final class DifferenceInDifferences {

    private DifferenceInDifferences() {}

    /** Of each unit's change, after minus before, by group; Welch's interval, method {@code did-t}. */
    public static Figure ofChanges(Moments treatment, Moments control, double alpha) {
        return named(Arms.difference(treatment, control, alpha));
    }

    /**
     * Of rows, where a unit may be missing in a period or have several rows: differences of the four means over rows, with
     * the variance of the units' influences; for units with one row in each period the same as {@link #ofChanges}. n counts
     * units.
     *
     * @param unit the unit of each row; a unit belongs to one group
     * @return refused with code {@code empty-cell} if a group has no row in a period, and like {@link Arms#difference}
     * @throws IllegalArgumentException if lengths differ or a unit is in both groups
     */
    public static Figure of(double[] y, long[] unit, boolean[] treated, boolean[] after, double alpha) {
        if (y.length != unit.length || y.length != treated.length || y.length != after.length) {
            throw new IllegalArgumentException("rows: " + y.length + ", " + unit.length + ", " + treated.length + ", "
                    + after.length + " (expected: equal lengths)");
        }
        double[] sums = new double[4];
        long[] counts = new long[4];
        for (int i = 0; i < y.length; i++) {
            sums[cell(treated[i], after[i])] += y[i];
            counts[cell(treated[i], after[i])]++;
        }
        for (int cell = 0; cell < 4; cell++) {
            if (counts[cell] == 0) {
                return new Refused(
                        "empty-cell",
                        "rows of the " + (cell < 2 ? "control" : "treatment") + " group "
                                + (cell % 2 == 0 ? "before" : "after") + ": 0 (expected: at least one)",
                        "choose periods that both groups have rows in");
            }
            sums[cell] /= counts[cell];
        }
        Map<Long, Double> treatment = new LinkedHashMap<>();
        Map<Long, Double> control = new LinkedHashMap<>();
        for (int i = 0; i < y.length; i++) {
            int cell = cell(treated[i], after[i]);
            double influence = (after[i] ? 1 : -1) * (y[i] - sums[cell]) / counts[cell];
            (treated[i] ? treatment : control).merge(unit[i], influence, Double::sum);
        }
        for (long id : treatment.keySet()) {
            if (control.containsKey(id)) {
                throw new IllegalArgumentException("unit " + id + ": in both groups (expected: one group for a unit)");
            }
        }
        return ofChanges(moments(treatment, sums[3] - sums[2]), moments(control, sums[1] - sums[0]), alpha);
    }

    private static int cell(boolean treated, boolean after) {
        return (treated ? 2 : 0) + (after ? 1 : 0);
    }

    /** A mean with the variance of influences that are already divided by the number of rows. */
    private static Moments moments(Map<Long, Double> influences, double mean) {
        double units = influences.size();
        double squares = influences.values().stream().mapToDouble(x -> x * x).sum();
        return new Moments(influences.size(), mean, squares * units * units);
    }

    private static Figure named(Figure figure) {
        return figure.found()
                .<Figure>map(e -> new Estimate(e.estimate(), e.low(), e.high(), e.n(), "did-t"))
                .orElse(figure);
    }
}

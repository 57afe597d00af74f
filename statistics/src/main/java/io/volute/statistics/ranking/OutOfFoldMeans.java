package io.volute.statistics.ranking;

import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How well one category alone predicts a number, as {@link OutOfFoldRates} does for a class: each row's prediction is the
 * smoothed mean of the rows of its value in the other folds, {@code (n mean + M) / (n + 1)} with {@code M} the mean of all
 * rows (Micci-Barreca 2001, m = 1). Built by one thread.
 */
public final class OutOfFoldMeans {
    /** Less than for rates: strong smoothing would hide a column of small categories that tells the number exactly. */
    private static final double SMOOTHING = 1;

    private final Moments[][] cells;

    /**
     * Over so many values.
     *
     * @param values numbers of the values run from 0 to below it
     * @param folds at least 2
     */
    public OutOfFoldMeans(int values, int folds) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds: " + folds + " (expected: 2 or more)");
        }
        this.cells = new Moments[folds][values];
        for (Moments[] fold : cells) {
            Arrays.fill(fold, Moments.EMPTY);
        }
    }

    /** Counts a row. */
    public void add(int value, int fold, double number) {
        cells[fold][value] = cells[fold][value].plus(number);
    }

    /**
     * Share of the variance that the predictions explain, {@code 1 - SSE / SST}: at most 1, below 0 when they are worse
     * than the mean; empty when the number never changes.
     */
    public OptionalDouble rSquared() {
        int values = cells[0].length;
        Moments all = Moments.EMPTY;
        for (Moments[] fold : cells) {
            for (Moments cell : fold) {
                all = all.plus(cell);
            }
        }
        double errors = 0;
        for (int value = 0; value < values; value++) {
            double sum = 0;
            long rows = 0;
            for (Moments[] fold : cells) {
                sum += fold[value].n() * (fold[value].mean() - all.mean());
                rows += fold[value].n();
            }
            for (Moments[] fold : cells) {
                Moments cell = fold[value];
                double own = cell.mean() - all.mean();
                double predicted = (sum - cell.n() * own) / (rows - cell.n() + SMOOTHING);
                errors += cell.m2() + cell.n() * (own - predicted) * (own - predicted);
            }
        }
        return all.m2() > 0 ? OptionalDouble.of(1 - errors / all.m2()) : OptionalDouble.empty();
    }
}

package io.volute.statistics.ranking;

import io.volute.statistics.Figure;
import java.util.Arrays;

/**
 * How well one category alone ranks rows: each row's score is the smoothed rate of positives among the rows of its value
 * in the other folds, {@code (positives + m p) / (n + m)} with {@code p} the rate of all rows (Micci-Barreca 2001; a rate
 * of the other folds alone would be lower for a fold with more positives, and rank backwards). A value that stands in one row only tells nothing then, while the rate over all rows would give it its own
 * label. Built by one thread.
 */
public final class OutOfFoldRates {
    private static final double M = 20;

    private final int folds;
    private final long[][] positives;
    private final long[][] negatives;

    /**
     * Counts for so many values.
     *
     * @param values numbers of the values run from 0 to below it
     * @param folds at least 2
     */
    public OutOfFoldRates(int values, int folds) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds: " + folds + " (expected: 2 or more)");
        }
        this.folds = folds;
        this.positives = new long[folds][values];
        this.negatives = new long[folds][values];
    }

    /** Counts a row. */
    public void add(int value, int fold, boolean positive) {
        (positive ? positives : negatives)[fold][value]++;
    }

    /** Rows with the value. */
    public long rows(int value) {
        return positives(value)
                + Arrays.stream(negatives).mapToLong(fold -> fold[value]).sum();
    }

    /** Positive rows with the value. */
    public long positives(int value) {
        return Arrays.stream(positives).mapToLong(fold -> fold[value]).sum();
    }

    /** The area under the ROC curve of these scores, as {@link GroupedAuc}; refused with one class. */
    public Figure auc() {
        int values = positives[0].length;
        long[] hits = total(positives);
        long[] misses = total(negatives);
        double[] score = new double[folds * values];
        double rows = Arrays.stream(hits).sum() + Arrays.stream(misses).sum();
        double prior = rows == 0 ? .5 : Arrays.stream(hits).sum() / rows;
        for (int fold = 0; fold < folds; fold++) {
            for (int value = 0; value < values; value++) {
                long hitsElsewhere = hits[value] - positives[fold][value];
                long rowsElsewhere = hitsElsewhere + misses[value] - negatives[fold][value];
                score[fold * values + value] = (hitsElsewhere + M * prior) / (rowsElsewhere + M);
            }
        }
        return GroupedAuc.of(score, joined(positives), joined(negatives));
    }

    private static long[] total(long[][] folds) {
        long[] total = new long[folds[0].length];
        for (long[] fold : folds) {
            Arrays.setAll(total, value -> total[value] + fold[value]);
        }
        return total;
    }

    private static long[] joined(long[][] folds) {
        return Arrays.stream(folds).flatMapToLong(Arrays::stream).toArray();
    }
}

package io.volute.statistics.column;

import io.volute.statistics.random.SplitMix;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of a column of numbers. Chunks merge: counts, extremes, distinct values and quantiles are then those of
 * the whole in every bit, moments up to rounding (equal chunks give equal bits). Holds state: used by one thread.
 */
public final class NumberState {
    private final long seed;
    private final ValueCounts counts = new ValueCounts();
    private final QuantileSample sample = new QuantileSample();
    private Shape shape = Shape.EMPTY;
    private long missing;
    private long zeros;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** A value and how often it stands there. */
    public record Counted(double value, long n) {}

    /**
     * Of no rows.
     *
     * @param seed decides which rows carry the quantiles of a column of more than a million values
     */
    public NumberState(long seed) {
        this.seed = SplitMix.mix64(seed);
    }

    /**
     * Takes a value.
     *
     * @param row 64 bits that identify its row
     * @throws IllegalArgumentException if the value is not finite
     */
    public void add(long row, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
        }
        double known = value + 0.0; // no negative zero
        shape = shape.plus(known);
        counts.add(Double.doubleToLongBits(known), 1);
        sample.add(SplitMix.mix64(row ^ seed), known);
        zeros += known == 0 ? 1 : 0;
        min = Math.min(min, known);
        max = Math.max(max, known);
    }

    /** Takes a row without a value. */
    public void addMissing() {
        missing++;
    }

    /** Takes a chunk of other rows, collected with the same seed. */
    public void add(NumberState other) {
        if (seed != other.seed) {
            throw new IllegalArgumentException("chunks of one column (expected: collected with the same seed)");
        }
        shape = shape.plus(other.shape);
        counts.add(other.counts);
        sample.add(other.sample);
        missing += other.missing;
        zeros += other.zeros;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** Rows, with and without a value. */
    public long rows() {
        return shape.n() + missing;
    }

    /** Rows without a value. */
    public long missing() {
        return missing;
    }

    /** Rows whose value is zero. */
    public long zeros() {
        return zeros;
    }

    /** Smallest value; infinite without values. */
    public double min() {
        return min;
    }

    /** Largest value; infinite without values. */
    public double max() {
        return max;
    }

    /** Mean, deviation, skewness. */
    public Shape shape() {
        return shape;
    }

    /** Distinct values; see {@link #exact}. */
    public long distinct() {
        return counts.distinct();
    }

    /** Whether distinct values were counted; with more than 100,000 of them their number is an estimate, error 0.8 %. */
    public boolean exact() {
        return counts.exact();
    }

    /** The commonest values, equal counts ascending; empty when there were too many to count. */
    public List<Counted> top(int most) {
        return counts
                .top(most, Comparator.comparingDouble(counted -> Double.longBitsToDouble(counted.value())))
                .stream()
                .map(counted -> new Counted(Double.longBitsToDouble(counted.value()), counted.n()))
                .toList();
    }

    /** The values that carry the quantiles, ascending: all up to a million, else a sample of 100,000. */
    public double[] ascending() {
        return sample.ascending();
    }

    /** Type 7 quantiles (Hyndman, Fan 1996) at these shares; NaN without values. */
    public double[] quantiles(double... shares) {
        double[] ascending = sample.ascending();
        double[] found = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            found[i] = QuantileSample.quantile(ascending, shares[i]);
        }
        return found;
    }
}

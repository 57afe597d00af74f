package io.volute.modeling.feature;

import java.util.Arrays;

/**
 * Rows of features, sparse: only what was set is stored, row by row in ascending order of features. What is not stored is
 * zero to a linear model and absent to a tree. Immutable and thread-safe.
 */
public final class FeatureMatrix {
    private final int features;
    private final int[] starts;
    private final int[] indices;
    private final double[] values;

    private FeatureMatrix(int features, int[] starts, int[] indices, double[] values) {
        this.features = features;
        this.starts = starts;
        this.indices = indices;
        this.values = values;
    }

    /** Number of rows. */
    public int rows() {
        return starts.length - 1;
    }

    /** Number of features. */
    public int features() {
        return features;
    }

    /** Where the entries of a row begin; they end where the next row's begin. */
    public int start(int row) {
        return starts[row];
    }

    /** Feature of an entry. */
    public int feature(int entry) {
        return indices[entry];
    }

    /** Value of an entry, finite. */
    public double value(int entry) {
        return values[entry];
    }

    /** Number of entries of all rows. */
    public int entries() {
        return starts[starts.length - 1];
    }

    /** Starts a matrix; the number of rows is a hint. */
    public static Builder builder(int features, int rows) {
        return new Builder(features, rows);
    }

    /** Appends entries and ends rows; not thread-safe. */
    public static final class Builder {
        private final int features;
        private int[] starts;
        private int[] indices;
        private double[] values;
        private int rows;
        private int entries;

        private Builder(int features, int rows) {
            this.features = features;
            this.starts = new int[Math.max(rows, 1) + 1];
            this.indices = new int[Math.max(rows, 1) * 12];
            this.values = new double[indices.length];
        }

        /** Adds an entry to the current row, features ascending. */
        public void add(int feature, double value) {
            if (entries == indices.length) {
                indices = Arrays.copyOf(indices, entries * 2);
                values = Arrays.copyOf(values, entries * 2);
            }
            indices[entries] = feature;
            values[entries++] = value;
        }

        /** Ends the current row. */
        public void endRow() {
            if (++rows == starts.length) {
                starts = Arrays.copyOf(starts, rows * 2);
            }
            starts[rows] = entries;
        }

        /** The finished matrix. */
        public FeatureMatrix build() {
            return new FeatureMatrix(
                    features,
                    Arrays.copyOf(starts, rows + 1),
                    Arrays.copyOf(indices, entries),
                    Arrays.copyOf(values, entries));
        }
    }
}

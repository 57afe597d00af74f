package io.volute.statistics.moments;

import java.util.Arrays;

/**
 * Count, means and all cross moments of p variables of the same units; merges like {@link Moments} (Chan, Golub, LeVeque
 * 1983), over disjoint units in any grouping. Whatever is linear in the variables (an influence, an adjusted outcome) has
 * its moments from here, without the rows. Immutable; equal by value.
 *
 * @param n units
 * @param means mean of each variable, 0 without units
 * @param cross sums of products of deviations, p x p row by row: symmetric, squared deviations on the diagonal
 */
@SuppressWarnings("ArrayRecordComponent") // copied on both ways; a list would box millions of sums
public record CrossMoments(long n, double[] means, double[] cross) {

    /** A sum that cancels to less than this share of its terms is rounding, not variance. */
    private static final double ROUNDING = 1e-13;

    /** @throws IllegalArgumentException if a value is not finite, a count or a square negative, or a shape wrong */
    public CrossMoments {
        means = means.clone();
        cross = cross.clone();
        if (n < 0 || means.length == 0 || cross.length != means.length * means.length) {
            throw new IllegalArgumentException("cross moments: n " + n + ", " + means.length + " means, " + cross.length
                    + " sums (expected: n >= 0, at least one variable, a square of sums)");
        }
        for (int i = 0; i < means.length; i++) {
            check(Double.isFinite(means[i]) && cross[i * means.length + i] >= 0, i, i, means[i]);
            for (int j = 0; j < means.length; j++) {
                double sum = cross[i * means.length + j];
                check(Double.isFinite(sum) && sum == cross[j * means.length + i], i, j, sum);
            }
        }
    }

    private static void check(boolean sound, int i, int j, double value) {
        if (!sound) {
            throw new IllegalArgumentException("cross moments of variables " + i + " and " + j + ": " + value
                    + " (expected: finite, symmetric, squares >= 0)");
        }
    }

    /**
     * Moments of no units.
     *
     * @param variables how many variables, at least 1
     */
    public static CrossMoments empty(int variables) {
        return new CrossMoments(0, new double[variables], new double[variables * variables]);
    }

    /**
     * Moments of columns: one array for each variable, one place for each unit.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static CrossMoments of(double[]... columns) {
        Builder builder = new Builder(columns.length);
        double[] row = new double[columns.length];
        for (double[] column : columns) {
            if (column.length != columns[0].length) {
                throw new IllegalArgumentException(
                        "columns: " + columns[0].length + " and " + column.length + " units (expected: equal lengths)");
            }
        }
        for (int i = 0; i < columns[0].length; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = columns[j][i];
            }
            builder.add(row);
        }
        return builder.build();
    }

    /** How many variables. */
    public int variables() {
        return means.length;
    }

    /**
     * Moments of both sets of units, which must be disjoint.
     *
     * @throws IllegalArgumentException if the numbers of variables differ
     */
    public CrossMoments plus(CrossMoments other) {
        int p = means.length;
        if (other.means.length != p) {
            throw new IllegalArgumentException(
                    "variables: " + p + " and " + other.means.length + " (expected: the same variables)");
        }
        if (n == 0) {
            return other;
        }
        if (other.n == 0) {
            return this;
        }
        long total = n + other.n;
        double share = (double) other.n / total;
        double[] mean = new double[p];
        double[] sums = new double[p * p];
        for (int i = 0; i < p; i++) {
            double di = other.means[i] - means[i];
            mean[i] = means[i] + di * share;
            for (int j = 0; j <= i; j++) {
                double dj = other.means[j] - means[j];
                double sum = cross[i * p + j] + other.cross[i * p + j] + di * dj * (share * n);
                sums[i * p + j] = sum;
                sums[j * p + i] = sum;
            }
        }
        return new CrossMoments(total, mean, sums);
    }

    /** Moments of one variable. */
    public Moments moments(int variable) {
        return new Moments(n, means[variable], cross[variable * means.length + variable]);
    }

    /** Moments of two variables. */
    public PairMoments pair(int first, int second) {
        return new PairMoments(moments(first), moments(second), cross[first * means.length + second]);
    }

    /** Unbiased covariance of two variables; 0 with fewer than two units. */
    public double covariance(int first, int second) {
        return n < 2 ? 0 : cross[first * means.length + second] / (n - 1);
    }

    /**
     * Moments of the weighted sum of the variables; squared deviations that are rounding alone are 0.
     *
     * @throws IllegalArgumentException unless there is one finite weight for each variable
     */
    public Moments linear(double... weights) {
        double mean = 0;
        for (int i = 0; i < checked(weights).length; i++) {
            mean += weights[i] * means[i];
        }
        return new Moments(n, mean, Math.max(0, form(weights, weights)));
    }

    /** Moments of two weighted sums of the variables, with their cross moment. */
    public PairMoments pair(double[] first, double[] second) {
        return new PairMoments(linear(first), linear(second), form(first, second));
    }

    private double[] checked(double[] weights) {
        if (weights.length != means.length) {
            throw new IllegalArgumentException("weights: " + weights.length + " (expected: " + means.length + ")");
        }
        return weights;
    }

    private double form(double[] first, double[] second) {
        int p = means.length;
        double sum = 0;
        double size = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                double term = first[i] * second[j] * cross[i * p + j];
                sum += term;
                size += Math.abs(term);
            }
        }
        return Math.abs(sum) <= ROUNDING * size ? 0 : sum;
    }

    /** A copy: changing it changes nothing here. */
    @Override
    public double[] means() {
        return means.clone();
    }

    /** A copy: changing it changes nothing here. */
    @Override
    public double[] cross() {
        return cross.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CrossMoments that
                && n == that.n
                && Arrays.equals(means, that.means)
                && Arrays.equals(cross, that.cross);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(n) + Arrays.hashCode(means)) + Arrays.hashCode(cross);
    }

    @Override
    public String toString() {
        return "CrossMoments[n=" + n + ", means=" + Arrays.toString(means) + ", cross=" + Arrays.toString(cross) + "]";
    }

    /** Adds units one by one (Welford 1962), for millions of them. Holds state: one builder belongs to one thread. */
    public static final class Builder {
        private final double[] mean;
        private final double[] delta;
        private final double[] lower;
        private long n;

        /** @param variables how many variables each unit has, at least 1 */
        public Builder(int variables) {
            mean = new double[variables];
            delta = new double[variables];
            lower = new double[variables * variables];
        }

        /**
         * Adds one unit; the array is not kept.
         *
         * @throws IllegalArgumentException unless the unit has one value for each variable
         */
        public Builder add(double... row) {
            int p = mean.length;
            if (row.length != p) {
                throw new IllegalArgumentException("unit: " + row.length + " values (expected: " + p + ")");
            }
            n++;
            double weight = (n - 1.0) / n;
            for (int i = 0; i < p; i++) {
                double di = row[i] - mean[i];
                delta[i] = di;
                mean[i] += di / n;
                for (int j = 0; j <= i; j++) {
                    lower[i * p + j] += weight * di * delta[j];
                }
            }
            return this;
        }

        /**
         * What was added so far; more may be added afterwards.
         *
         * @throws IllegalArgumentException if a value that was added is not finite, or too large to be squared
         */
        public CrossMoments build() {
            int p = mean.length;
            double[] cross = lower.clone();
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < i; j++) {
                    cross[j * p + i] = cross[i * p + j];
                }
            }
            return new CrossMoments(n, mean, cross);
        }
    }
}

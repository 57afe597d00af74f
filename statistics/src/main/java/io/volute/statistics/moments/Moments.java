package io.volute.statistics.moments;

/**
 * Count, mean and sum of squared deviations of one variable. Adds rows by Welford (1962) and merges shards by Chan,
 * Golub, LeVeque (1983), never by sums of squares, which cancel. Moments add over disjoint <em>units</em>; not over days
 * on which the same unit returns. Immutable.
 *
 * @param n rows
 * @param mean arithmetic mean, 0 without rows
 * @param m2 sum of squared deviations from the mean, never negative
 */
public record Moments(long n, double mean, double m2) {

    /** Moments of no rows. */
    public static final Moments EMPTY = new Moments(0, 0, 0);

    /** @throws IllegalArgumentException if a value is not finite, or n or m2 is negative */
    public Moments {
        if (n < 0 || !Double.isFinite(mean) || !(m2 >= 0) || Double.isInfinite(m2)) {
            throw new IllegalArgumentException(
                    "moments: n " + n + ", mean " + mean + ", m2 " + m2 + " (expected: finite, n and m2 >= 0)");
        }
    }

    /** Moments of all values, in their order. */
    public static Moments of(double... values) {
        double mean = 0;
        double m2 = 0;
        for (int i = 0; i < values.length; i++) {
            double delta = values[i] - mean;
            mean += delta / (i + 1);
            m2 += delta * (values[i] - mean);
        }
        return new Moments(values.length, mean, m2);
    }

    /**
     * From published totals. Cancels when the mean is large against the deviation; for rows use {@link #of}.
     *
     * @param sum sum of the values
     * @param squares sum of the squared values
     */
    public static Moments ofSums(long n, double sum, double squares) {
        return n == 0 ? EMPTY : new Moments(n, sum / n, Math.max(0, squares - sum * sum / n));
    }

    /** Moments with one more value. */
    public Moments plus(double value) {
        double delta = value - mean;
        double next = mean + delta / (n + 1);
        return new Moments(n + 1, next, m2 + delta * (value - next));
    }

    /** Moments of both sets of units, which must be disjoint. */
    public Moments plus(Moments other) {
        if (n == 0) {
            return other;
        }
        if (other.n == 0) {
            return this;
        }
        long total = n + other.n;
        double delta = other.mean - mean;
        double share = (double) other.n / total;
        return new Moments(total, mean + delta * share, m2 + other.m2 + delta * delta * share * n);
    }

    /** Unbiased variance, denominator n - 1; 0 with fewer than two rows. */
    public double variance() {
        return n < 2 ? 0 : m2 / (n - 1);
    }

    /** Standard deviation, denominator n - 1; 0 with fewer than two rows. */
    public double deviation() {
        return Math.sqrt(variance());
    }

    /** Variance of the mean; 0 with fewer than two rows. */
    public double meanVariance() {
        return n < 2 ? 0 : variance() / n;
    }

    /** Standard error of the mean; 0 with fewer than two rows. */
    public double standardError() {
        return Math.sqrt(meanVariance());
    }
}

package io.volute.statistics.column;

/**
 * Count, mean and second and third central sums of one variable; chunks merge by Pébay (2008). Immutable.
 *
 * @param n values
 * @param mean arithmetic mean, 0 without values
 * @param m2 sum of squared deviations from the mean
 * @param m3 sum of cubed deviations from the mean
 */
public record Shape(long n, double mean, double m2, double m3) {
    /** Of no values. */
    public static final Shape EMPTY = new Shape(0, 0, 0, 0);

    /** Of both chunks. */
    public Shape plus(Shape other) {
        if (n == 0) {
            return other;
        }
        if (other.n == 0) {
            return this;
        }
        double total = (double) n + other.n;
        double delta = other.mean - mean;
        double step = delta / total;
        return new Shape(
                n + other.n,
                mean + step * other.n,
                m2 + other.m2 + delta * step * n * other.n,
                m3
                        + other.m3
                        + delta * step * step * n * other.n * (n - (double) other.n)
                        + 3 * step * (n * other.m2 - other.n * m2));
    }

    /** Of one value more. */
    public Shape plus(double value) {
        return plus(new Shape(1, value, 0, 0));
    }

    /** Standard deviation, denominator n - 1; 0 with fewer than two values. */
    public double deviation() {
        return n < 2 ? 0 : Math.sqrt(m2 / (n - 1));
    }

    /** Moment coefficient of skewness {@code sqrt(n) m3 / m2^1.5}; NaN without variance. */
    public double skewness() {
        return m2 > 0 ? Math.sqrt((double) n) * m3 / (m2 * Math.sqrt(m2)) : Double.NaN;
    }
}

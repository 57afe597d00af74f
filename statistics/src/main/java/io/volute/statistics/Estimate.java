package io.volute.statistics;

/**
 * A point estimate with the ends of its interval.
 *
 * @param estimate finite
 * @param low lower end, 95 % unless the method says otherwise; finite
 * @param high upper end, at least {@code low}; finite
 * @param n independent units that it rests on (rows, clusters or pairs, as the method says)
 * @param method short stable name of the definition, such as {@code paired-t} or {@code newcombe}
 */
public record Estimate(double estimate, double low, double high, long n, String method) implements Figure {

    /** @throws IllegalArgumentException if a value is not finite, the ends are swapped, or n is negative */
    public Estimate {
        if (!Double.isFinite(estimate) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("interval of " + method + ": " + estimate + " in [" + low + ", " + high
                    + "] (expected: finite values, low <= high)");
        }
        if (n < 0) {
            throw new IllegalArgumentException("n of " + method + ": " + n + " (expected: >= 0)");
        }
    }

    /** Whether the value lies inside the closed interval. */
    public boolean covers(double value) {
        return low <= value && value <= high;
    }

    /** Whether the whole interval lies below the value. */
    public boolean below(double value) {
        return high < value;
    }

    /** Whether the whole interval lies above the value. */
    public boolean above(double value) {
        return low > value;
    }
}

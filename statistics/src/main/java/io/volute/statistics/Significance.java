package io.volute.statistics;

/**
 * A test statistic with its p-value.
 *
 * @param statistic value of the statistic, finite
 * @param df degrees of freedom; 0 where the reference distribution has none (normal, exact)
 * @param p probability of a statistic at least as extreme if nothing were going on, in {@code [0, 1]}
 * @param method short stable name of the test
 */
public record Significance(double statistic, double df, double p, String method) implements Tested {

    /** @throws IllegalArgumentException if p is outside {@code [0, 1]} or the statistic is not finite */
    public Significance {
        if (!(p >= 0 && p <= 1) || !Double.isFinite(statistic) || !(df >= 0)) {
            throw new IllegalArgumentException(method + ": statistic " + statistic + ", df " + df + ", p " + p
                    + " (expected: finite, p in [0, 1])");
        }
    }

    /** Whether p is below the level. */
    public boolean below(double alpha) {
        return p < alpha;
    }
}

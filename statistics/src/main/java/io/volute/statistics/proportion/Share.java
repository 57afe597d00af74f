package io.volute.statistics.proportion;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many rows of how many have something.
 *
 * @param hits rows that have it, from 0 to n
 * @param n rows
 */
public record Share(long hits, long n) {

    /** @throws IllegalArgumentException if hits is negative or above n */
    public Share {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException("share: " + hits + " of " + n + " (expected: 0 <= hits <= n)");
        }
    }

    /** The share of the rows for which the flag is set. */
    public static Share of(boolean... flags) {
        long hits = 0;
        for (boolean flag : flags) {
            hits += flag ? 1 : 0;
        }
        return new Share(hits, flags.length);
    }

    /** {@code hits / n}; NaN without rows, so ask {@link #wilson} for a figure. */
    public double value() {
        return (double) hits / n;
    }

    /** Moments of the rows taken as 0 and 1. */
    public Moments moments() {
        return n == 0 ? Moments.EMPTY : new Moments(n, value(), (double) hits * (n - hits) / n);
    }

    /** {@link #wilson(double)} at 95 %. */
    public Figure wilson() {
        return wilson(.05);
    }

    /** Score interval (Wilson 1927), without continuity correction; method {@code wilson}; refused without rows. */
    public Figure wilson(double alpha) {
        if (n == 0) {
            return Refused.tooFew("rows", 0, 1);
        }
        double[] limits = limits(alpha);
        return new Estimate(value(), limits[0], limits[1], n, "wilson");
    }

    /** Exact interval (Clopper, Pearson 1934), conservative; method {@code clopper-pearson}; refused without rows. */
    public Figure clopperPearson(double alpha) {
        if (n == 0) {
            return Refused.tooFew("rows", 0, 1);
        }
        double low = hits == 0
                ? 0
                : BetaDistribution.of((double) hits, n - hits + 1.0).inverseCumulativeProbability(alpha / 2);
        double high = hits == n
                ? 1
                : BetaDistribution.of(hits + 1.0, (double) n - hits).inverseSurvivalProbability(alpha / 2);
        return new Estimate(value(), low, high, n, "clopper-pearson");
    }

    double[] limits(double alpha) {
        double z = Normal.upperQuantile(alpha / 2);
        double p = value();
        double zn = z * z / n;
        double centre = (p + zn / 2) / (1 + zn);
        double half = z / (1 + zn) * Math.sqrt(p * (1 - p) / n + zn / (4 * n));
        // At 0 and n hits the score limit is exactly 0 and 1; rounding must not push it past.
        return new double[] {hits == 0 ? 0 : Math.max(0, centre - half), hits == n ? 1 : Math.min(1, centre + half)};
    }
}

package io.volute.statistics.distribution;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** Density at x. */
    public static double density(double x) {
        return STANDARD.density(x);
    }

    /** Probability at or below x. */
    public static double cdf(double x) {
        return STANDARD.cumulativeProbability(x);
    }

    /** Probability above x, without loss in the far tail. */
    public static double survival(double x) {
        return STANDARD.survivalProbability(x);
    }

    /** Probability of a value at least as far from 0 as z. */
    public static double twoSided(double z) {
        return Math.min(1, 2 * survival(Math.abs(z)));
    }

    /** The value with probability p below it. */
    public static double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }

    /** The value with probability p above it, without loss for small p. */
    public static double upperQuantile(double p) {
        return STANDARD.inverseSurvivalProbability(p);
    }
}

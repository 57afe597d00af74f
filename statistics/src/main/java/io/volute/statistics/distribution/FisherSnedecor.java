package io.volute.statistics.distribution;

import org.apache.commons.statistics.distribution.FDistribution;

/** The distribution of the ratio of two independent mean squares (Fisher's F). */
public final class FisherSnedecor {

    private FisherSnedecor() {}

    /** Probability above x with the two degrees of freedom. */
    public static double survival(double x, double numerator, double denominator) {
        return x <= 0 ? 1 : FDistribution.of(numerator, denominator).survivalProbability(x);
    }

    /** The value with probability p above it. */
    public static double upperQuantile(double p, double numerator, double denominator) {
        return FDistribution.of(numerator, denominator).inverseSurvivalProbability(p);
    }
}

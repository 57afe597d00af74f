package io.volute.statistics.distribution;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The chi-square distribution, central and noncentral. */
public final class ChiSquare {

    private ChiSquare() {}

    /** Probability above x. */
    public static double survival(double x, double df) {
        return x <= 0 ? 1 : ChiSquaredDistribution.of(df).survivalProbability(x);
    }

    /** The value with probability p above it. */
    public static double upperQuantile(double p, double df) {
        return ChiSquaredDistribution.of(df).inverseSurvivalProbability(p);
    }

    /**
     * Upper tail of the noncentral chi-square, as a Poisson mixture of central ones, summed outwards from the heaviest
     * term until what is left is below 1e-14.
     */
    public static double noncentralSurvival(double x, double df, double ncp) {
        if (ncp == 0) {
            return survival(x, df);
        }
        double half = ncp / 2;
        int mode = (int) half;
        double total = 0;
        for (int j = mode; j >= 0; j--) {
            double weight = poisson(j, half);
            total += weight * survival(x, df + 2.0 * j);
            if (weight < 1e-17) {
                break;
            }
        }
        for (int j = mode + 1; ; j++) {
            double weight = poisson(j, half);
            total += weight * survival(x, df + 2.0 * j);
            if (weight < 1e-17) {
                return Math.min(1, total);
            }
        }
    }

    private static double poisson(int j, double mean) {
        return StrictMath.exp(j * StrictMath.log(mean) - mean - LogGammas.logFactorial(j));
    }
}

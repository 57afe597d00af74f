package io.volute.statistics.distribution;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution, central and noncentral. */
public final class Student {

    /** From here on the expansion below is exact to the last digits, and a hundred times as fast as finding a root. */
    private static final double MANY = 10_000;

    private static final double FAR = 10;

    private Student() {}

    /** The value with probability p above it; degrees of freedom need not be whole. */
    public static double upperQuantile(double p, double df) {
        if (df >= MANY) {
            double z = Normal.upperQuantile(p);
            if (Math.abs(z) <= FAR) {
                return expanded(z, df);
            }
        }
        return TDistribution.of(df).inverseSurvivalProbability(p);
    }

    /** Cornish and Fisher's expansion round the normal quantile (Abramowitz, Stegun 1964, 26.7.5). */
    private static double expanded(double z, double df) {
        double s = z * z;
        double one = (s + 1) / 4;
        double two = ((5 * s + 16) * s + 3) / 96;
        double three = (((3 * s + 19) * s + 17) * s - 15) / 384;
        double four = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92_160;
        return z + z * (one + (two + (three + four / df) / df) / df) / df;
    }

    /** Probability of a value at least as far from 0 as t. */
    public static double twoSided(double t, double df) {
        return Math.min(1, 2 * TDistribution.of(df).survivalProbability(Math.abs(t)));
    }

    /**
     * Upper tail of the noncentral t: {@code P((Z + ncp) / sqrt(V / df) > t)} with V chi-square, integrated over
     * {@code sqrt(V / df)}; absolute error below 1e-10 for df from 1.
     */
    public static double noncentralSurvival(double t, double df, double ncp) {
        double log = chiConstant(df);
        double deviation = 1 / Math.sqrt(2 * df);
        return Quadrature.integrate(
                s -> chiDensity(s, df, log) * Normal.survival(t * s - ncp),
                Math.max(0, 1 - 12 * deviation),
                1 + 14 * deviation);
    }

    private static double chiConstant(double df) {
        return Math.log(2) + df / 2 * Math.log(df / 2) - LogGammas.logGamma(df / 2);
    }

    private static double chiDensity(double s, double df, double constant) {
        return s <= 0 ? 0 : StrictMath.exp(constant + (df - 1) * StrictMath.log(s) - df * s * s / 2);
    }
}

package io.volute.statistics.sequential;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;

/**
 * An interval that may be looked at whenever one likes: the asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha,
 * Kennedy, Ramdas, arXiv 2103.06476), about 1.5 times as wide as a fixed interval at the sample for which it is tuned.
 *
 * @param alpha two-sided level over all looks, in {@code (0, 1)}
 * @param tuned units of all arms at which it is narrowest, from the plan, above 0
 */
public record ConfidenceSequence(double alpha, double tuned) {

    /** @throws IllegalArgumentException if a part is outside its range */
    public ConfidenceSequence {
        if (!(alpha > 0 && alpha < 1) || !(tuned > 0) || Double.isInfinite(tuned)) {
            throw new IllegalArgumentException("confidence sequence: alpha " + alpha + ", tuned at " + tuned
                    + " (expected: alpha in (0, 1), tuned above 0)");
        }
    }

    /**
     * The estimate with its interval at this look; method {@code confidence-sequence}.
     *
     * @param error standard error of the estimate
     * @param n units of all arms
     * @return refused without units or without a standard error
     */
    public Figure interval(double estimate, double error, long n) {
        if (n < 2) {
            return Refused.tooFew("units", n, 2);
        }
        if (!(error > 0)) {
            return Refused.noVariance("the metric in both arms");
        }
        double half = halfWidth(error, n);
        return new Estimate(estimate, estimate - half, estimate + half, n, "confidence-sequence");
    }

    /** Half the width of the interval: {@code se sqrt(N) sqrt(2 (N r + 1) / (N^2 r) ln(sqrt(N r + 1) / alpha))}. */
    public double halfWidth(double error, long n) {
        double nr = n * rho2();
        return error * Math.sqrt(2 * (nr + 1) / nr * StrictMath.log(Math.sqrt(nr + 1) / alpha));
    }

    /** Evidence against no effect at this look: 1 / alpha is reached where the interval leaves out 0. */
    public double eValue(double estimate, double error, long n) {
        double nr = n * rho2();
        double z = estimate / error;
        return StrictMath.exp(Math.min(700, nr * z * z / (2 * (nr + 1)))) / Math.sqrt(nr + 1);
    }

    /** p-values of all looks, valid at each of them: the running minimum of {@code min(1, 1 / e)}. */
    public static double[] runningP(double... eValues) {
        double[] p = new double[eValues.length];
        double least = 1;
        for (int k = 0; k < p.length; k++) {
            least = Math.min(least, 1 / eValues[k]);
            p[k] = least;
        }
        return p;
    }

    private double rho2() {
        double log = -2 * StrictMath.log(alpha);
        return (log + StrictMath.log1p(log)) / tuned;
    }
}

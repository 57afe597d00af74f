package io.volute.statistics.test;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.ChiSquare;
import io.volute.statistics.distribution.LogGammas;

/**
 * Sample-ratio mismatch: do the arms hold the shares that the design gave them (Fabijan et al., KDD 2019)? Arms of
 * weight 0 do not count. The usual limits: p below .001 fails, below .01 warns.
 */
public final class SampleRatio {

    /** An e-value from which the mismatch is an alarm that stays valid at any number of looks (Ville). */
    public static final double ALARM = 1000;

    private static final double CONCENTRATION = 1000;

    private SampleRatio() {}

    /**
     * Chi-square of observed units against the design, df arms of positive weight - 1; method {@code srm}.
     *
     * @param weights design shares, at least 0; they need not sum to 1
     * @return refused with fewer than two arms of positive weight, without units, and with code {@code unplanned-arm} if
     *     an arm of weight 0 holds units
     * @throws IllegalArgumentException if the lengths differ or a value is negative
     */
    public static Tested test(long[] observed, double[] weights) {
        double weight = checkedWeight(observed, weights);
        long n = 0;
        int arms = 0;
        for (int i = 0; i < observed.length; i++) {
            n += observed[i];
            arms += weights[i] > 0 ? 1 : 0;
            if (weights[i] == 0 && observed[i] > 0) {
                return new Refused(
                        "unplanned-arm",
                        "arm " + i + ": " + observed[i] + " units (expected: none, its weight is 0)",
                        "find out who assigns units to an arm that takes none");
            }
        }
        if (arms < 2) {
            return Refused.tooFew("arms with a weight", arms, 2);
        }
        if (n == 0) {
            return Refused.tooFew("units", 0, 1);
        }
        double sum = 0;
        for (int i = 0; i < observed.length; i++) {
            if (weights[i] > 0) {
                double expected = n * weights[i] / weight;
                sum += (observed[i] - expected) * (observed[i] - expected) / expected;
            }
        }
        return new Significance(sum, arms - 1.0, ChiSquare.survival(sum, arms - 1.0), "srm");
    }

    /**
     * Evidence against the design that may be read every day: the Dirichlet-multinomial e-value with concentration 1,000
     * (Lindon, Malek 2022); alarm at {@value #ALARM}.
     *
     * @throws IllegalArgumentException like {@link #test}
     */
    public static double eValue(long[] observed, double[] weights) {
        double weight = checkedWeight(observed, weights);
        long n = 0;
        double log = 0;
        for (int i = 0; i < observed.length; i++) {
            if (weights[i] > 0) {
                double p = weights[i] / weight;
                n += observed[i];
                log += LogGammas.logGamma(CONCENTRATION * p + observed[i])
                        - LogGammas.logGamma(CONCENTRATION * p)
                        - observed[i] * StrictMath.log(p);
            }
        }
        log += LogGammas.logGamma(CONCENTRATION) - LogGammas.logGamma(CONCENTRATION + n);
        return StrictMath.exp(Math.min(log, 700));
    }

    private static double checkedWeight(long[] observed, double[] weights) {
        if (observed.length != weights.length) {
            throw new IllegalArgumentException(
                    "arms: " + observed.length + " counts, " + weights.length + " weights (expected: one for each)");
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (observed[i] < 0 || !(weights[i] >= 0)) {
                throw new IllegalArgumentException(
                        "arm " + i + ": " + observed[i] + " units, weight " + weights[i] + " (expected: both >= 0)");
            }
            sum += weights[i];
        }
        return sum;
    }
}

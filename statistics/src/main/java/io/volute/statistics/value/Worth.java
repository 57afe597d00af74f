package io.volute.statistics.value;

import io.volute.statistics.distribution.Normal;

/** Expected values of decisions whose net value is uncertain, and of learning. */
public final class Worth {

    private Worth() {}

    /**
     * Expected value of perfect information before a yes-or-no decision whose net value is normal (Raiffa, Schlaifer
     * 1961): {@code s phi(m / s) - |m| Phi(-|m| / s)}; 0 without uncertainty. Below a pilot's price, do not pilot.
     *
     * @throws IllegalArgumentException if the deviation is negative
     */
    public static double perfectInformation(double mean, double deviation) {
        checked(deviation);
        if (deviation == 0) {
            return 0;
        }
        double z = Math.abs(mean) / deviation;
        return Math.max(0, deviation * Normal.density(z) - Math.abs(mean) * Normal.survival(z));
    }

    /** Chance that a normal effect is above 0; 0, one half or 1 without uncertainty. */
    public static double chanceAboveZero(double mean, double deviation) {
        checked(deviation);
        return deviation == 0 ? (1 + Math.signum(mean)) / 2 : Normal.cdf(mean / deviation);
    }

    /**
     * Expected loss of acting on an effect that may be negative: {@code s phi(m / s) - m Phi(-m / s)}. The loss of not
     * acting is that of {@code -mean}.
     *
     * @throws IllegalArgumentException if the deviation is negative
     */
    public static double expectedLoss(double mean, double deviation) {
        checked(deviation);
        if (deviation == 0) {
            return Math.max(0, -mean);
        }
        double z = mean / deviation;
        return Math.max(0, deviation * Normal.density(z) - mean * Normal.survival(z));
    }

    /** Cost of release number k when the first cost c (Wright 1936): {@code c k^-b}. */
    public static double releaseCost(double first, double exponent, int release) {
        if (release < 1) {
            throw new IllegalArgumentException("release: " + release + " (expected: >= 1)");
        }
        return first * StrictMath.pow(release, -exponent);
    }

    private static void checked(double deviation) {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("standard deviation: " + deviation + " (expected: >= 0)");
        }
    }
}

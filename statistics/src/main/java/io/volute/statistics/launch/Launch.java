package io.volute.statistics.launch;

import java.util.OptionalDouble;

/**
 * One change that was tried on users, shipped or not: leaving out what was not shipped would select on the outcome.
 *
 * @param name what it is called, not blank
 * @param x estimated effect on the model's metric or proxy
 * @param y estimated effect on the business metric
 * @param noise sampling covariance of x and y
 * @param srmP p-value of the test of its split of units; empty where it was not tested
 */
public record Launch(String name, double x, double y, Noise noise, OptionalDouble srmP) {

    /** A split as odd as this by chance is rarer than a broken one. */
    public static final double SRM_FAILED = .001;

    /** @throws IllegalArgumentException without a name, if an effect is not finite, or the p-value is none */
    public Launch {
        if (name.isBlank() || !Double.isFinite(x + y)) {
            throw new IllegalArgumentException(
                    "launch " + name + ": " + x + ", " + y + " (expected: a name and finite effects)");
        }
        if (srmP.isPresent() && !(srmP.getAsDouble() >= 0 && srmP.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "launch " + name + ": p of the split " + srmP.getAsDouble() + " (expected: 0 to 1)");
        }
    }

    /** Whether its arms held the units that they should, as far as that was tested. */
    public boolean trusted() {
        return srmP.isEmpty() || srmP.getAsDouble() >= SRM_FAILED;
    }
}

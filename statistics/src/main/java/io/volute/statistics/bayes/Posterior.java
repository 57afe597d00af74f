package io.volute.statistics.bayes;

import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;

/**
 * A normal belief about an effect after its data, precision-weighted. Up is good; for a metric that should fall ask
 * {@link #negated}.
 *
 * @param mean expected effect
 * @param deviation standard deviation, above 0
 * @param scale scale of both
 * @param flat whether there was no prior belief: to be labelled so
 */
public record Posterior(double mean, double deviation, Scale scale, boolean flat) {

    /** @throws IllegalArgumentException if a number is not finite or the deviation not above 0 */
    public Posterior {
        if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                    "posterior: mean " + mean + ", deviation " + deviation + " (expected: finite, deviation above 0)");
        }
    }

    /**
     * Prior and estimate weighed by {@code 1 / variance}.
     *
     * @param estimate of the effect
     * @param error its standard error, above 0
     * @param scale of the estimate
     * @throws IllegalArgumentException if the prior is on another scale, or the error is not above 0
     */
    public static Posterior of(Prior prior, double estimate, double error, Scale scale) {
        if (prior.scale() != scale) {
            throw new IllegalArgumentException("prior: " + prior.scale() + " against an estimate that is " + scale
                    + " (expected: one scale; rescale"
                    + " the prior by the control's mean with absolute() or relative())");
        }
        if (prior.isFlat()) {
            return new Posterior(estimate, error, scale, true);
        }
        double shrink = error * error / (error * error + prior.deviation() * prior.deviation());
        return new Posterior(
                shrink * prior.mean() + (1 - shrink) * estimate, prior.deviation() * Math.sqrt(shrink), scale, false);
    }

    /** Probability that the effect is above 0: {@code Phi(mean / deviation)}. */
    public double chanceToWin() {
        return Normal.cdf(mean / deviation);
    }

    /** Loss to expect if it is shipped: the mean of what the effect lies below 0. */
    public double lossOfShipping() {
        return below(mean / deviation);
    }

    /** Loss to expect if all stays as it is: the mean of what the effect lies above 0. */
    public double lossOfStaying() {
        return below(-mean / deviation);
    }

    /** Central interval of probability {@code 1 - alpha}; method {@code posterior}, or {@code posterior-flat}. */
    public Estimate interval(double alpha, long n) {
        double half = Normal.upperQuantile(alpha / 2) * deviation;
        return new Estimate(mean, mean - half, mean + half, n, flat ? "posterior-flat" : "posterior");
    }

    /** The belief about the effect of a metric that should fall, turned so that up is good. */
    public Posterior negated() {
        return new Posterior(-mean, deviation, scale, flat);
    }

    private double below(double z) {
        // Far out both terms are equal to the last digits; a loss is never below 0.
        return deviation * Math.max(0, Normal.density(z) - z * Normal.survival(z));
    }
}

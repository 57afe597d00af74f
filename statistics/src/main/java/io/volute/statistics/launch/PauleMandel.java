package io.volute.statistics.launch;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.ChiSquare;
import io.volute.statistics.distribution.Normal;
import java.util.Optional;

/**
 * The population that true effects come from, out of estimates with known standard errors (Paule, Mandel 1982): the prior
 * for the next effect. {@code tau^2} is the variance at which {@code sum w (x - m)^2 = k - 1} with
 * {@code w = 1 / (tau^2 + se^2)}, at least 0. Immutable.
 */
public final class PauleMandel {

    private static final double Z = Normal.upperQuantile(.025);

    private final double[] effects;
    private final double[] variances;
    private final Optional<Refused> refused;
    private final double tau2;
    private final double centre;
    private final double centreVariance;

    /**
     * Of these.
     *
     * @param effects estimates
     * @param errors their standard errors, above 0
     * @throws IllegalArgumentException if the lengths differ, a value is not finite or an error not above 0
     */
    public PauleMandel(double[] effects, double[] errors) {
        if (effects.length != errors.length) {
            throw new IllegalArgumentException(
                    effects.length + " effects, " + errors.length + " errors (expected: one for each)");
        }
        this.effects = effects.clone();
        this.variances = new double[errors.length];
        for (int i = 0; i < errors.length; i++) {
            if (!Double.isFinite(effects[i]) || !(errors[i] > 0) || Double.isInfinite(errors[i])) {
                throw new IllegalArgumentException("effect " + effects[i] + " with standard error " + errors[i]
                        + " (expected: finite, error above 0)");
            }
            variances[i] = errors[i] * errors[i];
        }
        this.refused =
                effects.length < 2 ? Optional.of(Refused.tooFew("effects", effects.length, 2)) : Optional.empty();
        this.tau2 = refused.isPresent() ? 0 : spread(effects.length - 1);
        this.centre = refused.isPresent() ? 0 : centre(tau2);
        this.centreVariance = refused.isPresent() ? 0 : meanVariance();
    }

    /** Mean of the true effects, 95 % by the weights; method {@code paule-mandel}; refused below two effects. */
    public Figure mean() {
        if (refused.isPresent()) {
            return refused.get();
        }
        double half = Z * Math.sqrt(centreVariance);
        return new Estimate(centre, centre - half, centre + half, effects.length, "paule-mandel");
    }

    /**
     * Variance of the true effects with its 95 % interval by profiling the same sum over the chi-square distribution
     * (Viechtbauer 2007); method {@code q-profile}; refused below two effects.
     */
    public Figure tauSquared() {
        if (refused.isPresent()) {
            return refused.get();
        }
        double df = effects.length - 1.0;
        double low = spread(ChiSquare.upperQuantile(.025, df));
        double high = spread(ChiSquare.upperQuantile(.975, df));
        return new Estimate(tau2, Math.min(low, tau2), Math.max(tau2, high), effects.length, "q-profile");
    }

    /**
     * What an estimate most likely means, drawn towards the mean by as much as it is noisy:
     * {@code m + (x - m) tau^2 / (tau^2 + se^2)}; 95 % with the uncertainty of the mean
     * and not that of {@code tau^2}, so that 40 effects cover 93 %; method {@code shrunk}.
     *
     * @throws IllegalArgumentException if the error is not above 0
     */
    public Figure shrunk(double effect, double error) {
        if (!(error > 0)) {
            throw new IllegalArgumentException("standard error: " + error + " (expected: > 0)");
        }
        if (refused.isPresent()) {
            return refused.get();
        }
        double kept = tau2 / (tau2 + error * error);
        double value = centre + (effect - centre) * kept;
        double half = Z * Math.sqrt(kept * error * error + (1 - kept) * (1 - kept) * centreVariance);
        return new Estimate(value, value - half, value + half, effects.length, "shrunk");
    }

    private double meanVariance() {
        double sum = 0;
        for (double variance : variances) {
            sum += 1 / (variance + tau2);
        }
        return 1 / sum;
    }

    private double centre(double spread) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < effects.length; i++) {
            double w = 1 / (variances[i] + spread);
            sum += w * effects[i];
            weights += w;
        }
        return sum / weights;
    }

    private double heterogeneity(double spread) {
        double middle = centre(spread);
        double sum = 0;
        for (int i = 0; i < effects.length; i++) {
            sum += (effects[i] - middle) * (effects[i] - middle) / (variances[i] + spread);
        }
        return sum;
    }

    /** Where the heterogeneity, which falls as the spread rises, comes down to the target. */
    private double spread(double target) {
        if (heterogeneity(0) <= target) {
            return 0;
        }
        double high = 1;
        for (double variance : variances) {
            high = Math.min(high, variance);
        }
        while (heterogeneity(high) > target) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < 200 && low < high; i++) {
            double middle = (low + high) / 2;
            if (heterogeneity(middle) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}

package io.volute.statistics.value;

import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;
import java.util.Optional;

/**
 * What is believed of the next effect on a business metric: normal, and to be labelled a belief.
 *
 * @param mean in the metric's unit
 * @param deviation above 0
 */
public record EffectPrior(double mean, double deviation) {

    /** @throws IllegalArgumentException unless the mean is finite and the deviation positive and finite */
    public EffectPrior {
        if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("prior of an effect: mean " + mean + ", deviation " + deviation
                    + " (expected: finite, deviation above 0)");
        }
    }

    /**
     * From what past launches tell ({@link io.volute.statistics.launch.PauleMandel}): the next true effect varies as theirs
     * do, and their mean is itself not known exactly.
     *
     * @param mean of the true effects, with its 95 % interval
     * @param variance of the true effects
     * @return empty where neither varies
     */
    public static Optional<EffectPrior> ofLaunches(Estimate mean, Estimate variance) {
        double error = (mean.high() - mean.low()) / (2 * Normal.upperQuantile(.025));
        double deviation = Math.sqrt(variance.estimate() + error * error);
        return deviation > 0 ? Optional.of(new EffectPrior(mean.estimate(), deviation)) : Optional.empty();
    }

    /**
     * From what somebody thinks possible with 95 %.
     *
     * @throws IllegalArgumentException unless {@code low < high}
     */
    public static EffectPrior ofInterval(double mean, double low, double high) {
        return new EffectPrior(mean, (high - low) / (2 * Normal.upperQuantile(.025)));
    }

    /** The same seen from the other side. */
    public EffectPrior negated() {
        return new EffectPrior(-mean, deviation);
    }

    /** Chance that the effect is at least this. */
    public double chanceAtLeast(double effect) {
        return Normal.survival((effect - mean) / deviation);
    }

    /** Lower end of what holds 95 %. */
    public double low() {
        return mean - Normal.upperQuantile(.025) * deviation;
    }

    /** Upper end of what holds 95 %. */
    public double high() {
        return mean + Normal.upperQuantile(.025) * deviation;
    }
}

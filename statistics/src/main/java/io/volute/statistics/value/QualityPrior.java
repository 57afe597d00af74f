package io.volute.statistics.value;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import java.util.function.DoubleUnaryOperator;

/**
 * What is believed of an AUC that a model will reach: normal on the scale of log odds, round what a pilot reached. A
 * belief, and to be labelled so.
 *
 * @param auc median, in {@code (0, 1)}
 * @param deviation standard deviation of the log odds, above 0
 */
public record QualityPrior(double auc, double deviation) {

    private static final int POINTS = 400;

    /** @throws IllegalArgumentException unless the AUC is inside (0, 1) and the deviation positive and finite */
    public QualityPrior {
        if (!(auc > 0 && auc < 1) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                    "prior of quality: auc " + auc + ", deviation " + deviation + " (expected: 0 to 1, above 0)");
        }
    }

    /**
     * From a pilot's AUC and the ends of its 95 % interval.
     *
     * @throws IllegalArgumentException unless {@code 0 < low < high < 1}
     */
    public static QualityPrior ofInterval(double auc, double low, double high) {
        if (!(low > 0 && low < high && high < 1)) {
            throw new IllegalArgumentException(
                    "prior of quality: " + low + " to " + high + " (expected: 0 < low < high < 1)");
        }
        return new QualityPrior(auc, (logit(high) - logit(low)) / (2 * Normal.upperQuantile(.025)));
    }

    /** From a pilot's AUC and its standard error, such as a bootstrap's standard deviation. */
    public static QualityPrior ofError(double auc, double error) {
        return new QualityPrior(auc, error / (auc * (1 - auc)));
    }

    /** Lower end of what holds 95 %. */
    public double low() {
        return drawn(-Normal.upperQuantile(.025));
    }

    /** Upper end of what holds 95 %. */
    public double high() {
        return drawn(Normal.upperQuantile(.025));
    }

    /** The quality so many standard deviations from the middle, on the scale of log odds. */
    public double drawn(double z) {
        return 1 / (1 + StrictMath.exp(-(logit(auc) + deviation * z)));
    }

    /** Chance that the quality is at least this much. */
    public double chanceAtLeast(double quality) {
        if (quality <= 0) {
            return 1;
        }
        return quality >= 1 ? 0 : Normal.survival((logit(quality) - logit(auc)) / deviation);
    }

    /**
     * Mean and variance of what a model is worth under this belief, for {@link Worth#perfectInformation}: over evenly
     * spaced quantiles; a quality below one half is worth what a coin is.
     */
    public Moments value(ValueCurve curve) {
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double quality = drawn(Normal.quantile((i + .5) / POINTS));
            values[i] = curve.value(Math.max(.5, Math.min(1, quality)));
        }
        return Moments.of(values);
    }

    /** Mean of a function of the quality, over evenly spaced quantiles. */
    public double mean(DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += function.applyAsDouble(drawn(Normal.quantile((i + .5) / POINTS)));
        }
        return sum / POINTS;
    }

    private static double logit(double p) {
        return StrictMath.log(p / (1 - p));
    }
}

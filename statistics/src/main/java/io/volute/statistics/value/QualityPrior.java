package io.volute.statistics.value;

import io.volute.statistics.distribution.Normal;
import java.util.function.DoubleUnaryOperator;

/**
 * What is believed of an AUC before there is a model, or of a pilot's on the rows to come: the logit is normal around
 * that of the expected value, its deviation from the distance of the ends, which hold 95 %. Immutable.
 *
 * @param auc expected
 * @param low lower end
 * @param high upper end
 */
public record QualityPrior(double auc, double low, double high) {
    private static final int NODES = 400;
    private static final double TAILS = 6;

    /** @throws IllegalArgumentException unless {@code 0 < low < auc < high < 1} */
    public QualityPrior {
        if (!(0 < low && low < auc && auc < high && high < 1)) {
            throw new IllegalArgumentException(
                    "auc: " + auc + " in [" + low + ", " + high + "] (expected: 0 < low < auc < high < 1)");
        }
    }

    /** Standard deviation of the logit. */
    public double deviation() {
        return (logit(high) - logit(low)) / (2 * Normal.upperQuantile(.025));
    }

    /** Chance that the quality is at least this. */
    public double chanceAtLeast(double quality) {
        if (quality <= 0 || quality >= 1) {
            return quality <= 0 ? 1 : 0;
        }
        return Normal.survival((logit(quality) - logit(auc)) / deviation());
    }

    /** The quality this many deviations of the logit above the expected one: of a normal draw, a draw. */
    public double drawn(double normal) {
        return 1 / (1 + StrictMath.exp(-logit(auc) - deviation() * normal));
    }

    /** Mean of a function of the quality, by the trapezium rule over six deviations on each side. */
    public double mean(DoubleUnaryOperator function) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i <= NODES; i++) {
            double z = -TAILS + 2 * TAILS * i / NODES;
            double weight = Normal.density(z) * (i == 0 || i == NODES ? .5 : 1);
            sum += weight * function.applyAsDouble(drawn(z));
            weights += weight;
        }
        return sum / weights;
    }

    private static double logit(double share) {
        return StrictMath.log(share / (1 - share));
    }
}

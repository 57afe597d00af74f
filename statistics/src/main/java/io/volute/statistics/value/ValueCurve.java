package io.volute.statistics.value;

import io.volute.statistics.distribution.Normal;
import java.util.OptionalDouble;

/**
 * What a model of a given AUC would be worth before it exists, by a binormal ROC curve: {@code d = sqrt 2 Phi^-1(auc)},
 * {@code TPR = Phi(d + Phi^-1(FPR))}, value {@code rows (base TPR (gain - action) - (1 - base) FPR (loss + action))} at
 * the best threshold.
 *
 * @param rows decisions per period
 * @param base share of positives, in {@code (0, 1)}
 * @param gain gain of acting on a positive
 * @param loss loss of a false alarm beyond the action
 * @param action cost of each action
 * @param capacity most actions per period; infinite where there is no limit
 */
public record ValueCurve(double rows, double base, double gain, double loss, double action, double capacity) {

    /** @throws IllegalArgumentException unless rows and capacity are positive, the base is a share, acting can pay */
    public ValueCurve {
        if (!(rows > 0) || !(base > 0 && base < 1) || !(gain > action) || !(loss + action > 0) || !(capacity > 0)) {
            throw new IllegalArgumentException("value curve: rows " + rows + ", base " + base + ", gain " + gain
                    + ", loss " + loss + ", action " + action + ", capacity " + capacity
                    + " (expected: positive rows and capacity, base in (0, 1), gain above action)");
        }
    }

    /** Without a limit on actions. */
    public static ValueCurve unlimited(double rows, double base, double gain, double loss, double action) {
        return new ValueCurve(rows, base, gain, loss, action, Double.POSITIVE_INFINITY);
    }

    /** Value per period at the best threshold, at least 0: never acting is free. Rises with the AUC. */
    public double value(double auc) {
        double x = threshold(checked(auc));
        return Math.max(0, at(distance(auc), x));
    }

    /** Share of negatives acted on at the best threshold. */
    public double falsePositiveRate(double auc) {
        return Normal.cdf(threshold(checked(auc)));
    }

    /** What one more point of AUC, {@code .01}, would be worth from here; up to the perfect model. */
    public double perPoint(double auc) {
        return value(Math.min(1, checked(auc) + .01)) - value(auc);
    }

    /** The smallest AUC of at least .5 worth this much per period; empty where not even a perfect model is. */
    public OptionalDouble breakEven(double needed) {
        double low = .5;
        double high = 1;
        if (value(low) >= needed) {
            return OptionalDouble.of(low);
        }
        if (value(high) < needed) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (value(middle) < needed) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(high);
    }

    private double at(double d, double x) {
        return rows * (base * Normal.cdf(d + x) * (gain - action) - (1 - base) * Normal.cdf(x) * (loss + action));
    }

    /** Phi^-1 of the best FPR: where the slope of the ROC curve is the price of a false alarm over a hit. */
    private double threshold(double auc) {
        double d = distance(auc);
        double price = StrictMath.log((1 - base) * (loss + action) / (base * (gain - action)));
        double best;
        if (d > 0) {
            best = -d / 2 - price / d;
        } else {
            best = price < 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return actions(d, best) <= capacity ? best : atCapacity(d);
    }

    private double atCapacity(double d) {
        double low = -40 - d;
        double high = 40;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (actions(d, middle) > capacity) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private double actions(double d, double x) {
        return rows * (base * Normal.cdf(d + x) + (1 - base) * Normal.cdf(x));
    }

    private static double distance(double auc) {
        // A perfect model: so far apart that the tails no longer meet in double precision.
        return auc == 1 ? 20 : Math.sqrt(2) * Normal.quantile(auc);
    }

    private static double checked(double auc) {
        if (!(auc >= .5 && auc <= 1)) {
            throw new IllegalArgumentException("auc: " + auc + " (expected: .5 to 1)");
        }
        return auc;
    }
}

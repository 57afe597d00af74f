package io.volute.statistics.bayes;

/**
 * A normal belief about an effect before its data. It knows its scale, so that a belief about lifts is never weighed
 * against an estimate in the metric's unit.
 *
 * @param mean expected effect
 * @param deviation standard deviation, above 0; infinite for a flat prior
 * @param scale scale of both
 */
public record Prior(double mean, double deviation, Scale scale) {

    /** @throws IllegalArgumentException if the mean is not finite or the deviation not above 0 */
    public Prior {
        if (!Double.isFinite(mean) || !(deviation > 0)) {
            throw new IllegalArgumentException(
                    "prior: mean " + mean + ", deviation " + deviation + " (expected: finite mean, deviation above 0)");
        }
    }

    /** No belief at all; a report says so. */
    public static Prior flat(Scale scale) {
        return new Prior(0, Double.POSITIVE_INFINITY, scale);
    }

    /** Whether this is {@link #flat}. */
    public boolean isFlat() {
        return Double.isInfinite(deviation);
    }

    /**
     * The same belief in the metric's unit: times the size of the control's mean.
     *
     * @param control mean of the control, not 0
     * @throws IllegalArgumentException if the control's mean is 0 or not finite
     */
    public Prior absolute(double control) {
        return scale == Scale.ABSOLUTE ? this : rescaled(size(control), Scale.ABSOLUTE);
    }

    /** The same belief about the lift: divided by the size of the control's mean; the rest as {@link #absolute}. */
    public Prior relative(double control) {
        return scale == Scale.RELATIVE ? this : rescaled(1 / size(control), Scale.RELATIVE);
    }

    private Prior rescaled(double factor, Scale to) {
        return new Prior(mean * factor, deviation * factor, to);
    }

    private static double size(double control) {
        if (control == 0 || !Double.isFinite(control)) {
            throw new IllegalArgumentException("control mean: " + control + " (expected: finite, not 0)");
        }
        return Math.abs(control);
    }
}

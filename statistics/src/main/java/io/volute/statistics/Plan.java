package io.volute.statistics;

/**
 * What a comparison can find: with these rows, an effect of this size is found with this power.
 *
 * @param effect smallest effect found with the power, absolute, in the metric's unit, above 0
 * @param treatment rows in the treatment arm; not rounded. In a paired comparison both arms are the same rows
 * @param control rows in the control arm; not rounded
 * @param power chance to find the effect, in {@code (0, 1)}
 * @param alpha two-sided level, in {@code (0, 1)}
 */
public record Plan(double effect, double treatment, double control, double power, double alpha) implements Planned {

    /** @throws IllegalArgumentException if a part is outside its range */
    public Plan {
        if (!(effect > 0)
                || !(treatment > 0)
                || !(control > 0)
                || !(power > 0 && power < 1)
                || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("plan: effect " + effect + ", rows " + treatment + " and " + control
                    + ", power " + power + ", alpha " + alpha + " (expected: all positive, shares below 1)");
        }
    }

    /** Whole rows needed in the treatment arm. */
    public long treatmentRows() {
        return (long) Math.ceil(treatment);
    }

    /** Whole rows needed in the control arm. */
    public long controlRows() {
        return (long) Math.ceil(control);
    }
}

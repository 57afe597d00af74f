package io.volute.scoping.objective;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.time.Period;

/** How a release is to be compared with today's rule, fixed before it starts. */
public record ExperimentSpec(
        @Doc("chance to find a difference that is there") @Default("0.8")
        double power,

        @Doc("two-sided level") @Default("0.05") double alpha,

        @Doc("share of the units that the model decides") @Default("0.5")
        double modelShare,

        @Doc("longest time that the comparison may take, for example P3Y")
        Period longest) {

    /** Checks ranges. */
    public ExperimentSpec {
        share("power", power);
        if (!(alpha > 0 && alpha < .5)) {
            throw new IllegalArgumentException("alpha: " + alpha + " (expected: between 0 and 0.5)");
        }
        share("model-share", modelShare);
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("longest: " + longest + " (expected: a period such as P3Y)");
        }
    }

    private static void share(String key, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: between 0 and 1)");
        }
    }
}

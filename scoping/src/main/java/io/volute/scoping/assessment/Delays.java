package io.volute.scoping.assessment;

import io.volute.statistics.survival.KaplanMeier;
import java.util.OptionalDouble;

/** How long labels take, those still waited for counted at their age. */
final class Delays {
    private Delays() {}

    /** For example {@code half known after 30 days, nine in ten after 30 days}. */
    static String describe(KaplanMeier curve) {
        return "half known after " + days(curve.quantile(.5)) + ", nine in ten after " + days(curve.quantile(.9));
    }

    private static String days(OptionalDouble value) {
        return value.isPresent() ? Math.round(value.getAsDouble()) + " days" : "longer than was watched";
    }
}

package io.volute.statistics.quantile;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Tested;
import io.volute.statistics.mean.Arms;
import java.util.Optional;

/** Difference and relative lift of one quantile of two arms. */
public final class Quantiles {

    private Quantiles() {}

    /**
     * Difference with Welch's interval; method {@code quantile-t}, {@code quantile-clustered-t} where a unit has several
     * values; n counts units.
     *
     * @return refused as {@link ArmQuantile#refusal} says
     * @throws IllegalArgumentException if the levels differ
     */
    public static Figure difference(ArmQuantile treatment, ArmQuantile control, double alpha) {
        return refused(treatment, control)
                .<Figure>map(refused -> refused)
                .orElseGet(() ->
                        named(Arms.difference(treatment.moments(), control.moments(), alpha), treatment, control, "t"));
    }

    /** Relative lift with Fieller's interval; refused like {@link #difference} and {@link Arms#lift}. */
    public static Figure lift(ArmQuantile treatment, ArmQuantile control, double alpha) {
        return refused(treatment, control)
                .<Figure>map(refused -> refused)
                .orElseGet(() ->
                        named(Arms.lift(treatment.moments(), control.moments(), alpha), treatment, control, "fieller"));
    }

    /** The two-sided test of equal quantiles; refused like {@link #difference}. */
    public static Tested test(ArmQuantile treatment, ArmQuantile control) {
        return refused(treatment, control)
                .<Tested>map(refused -> refused)
                .orElseGet(() -> Arms.test(treatment.moments(), control.moments()));
    }

    private static Figure named(Figure figure, ArmQuantile treatment, ArmQuantile control, String method) {
        boolean clustered = treatment.units() < treatment.n() || control.units() < control.n();
        return figure.found()
                .<Figure>map(e -> new Estimate(
                        e.estimate(),
                        e.low(),
                        e.high(),
                        e.n(),
                        (clustered ? "quantile-clustered-" : "quantile-") + method))
                .orElse(figure);
    }

    private static Optional<Refused> refused(ArmQuantile treatment, ArmQuantile control) {
        if (treatment.level() != control.level()) {
            throw new IllegalArgumentException("quantiles: " + treatment.level() + " and " + control.level()
                    + " (expected: the same level in both arms)");
        }
        return treatment.refusal().or(control::refusal);
    }
}

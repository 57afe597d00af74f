package io.volute.statistics.mean;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Tested;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import java.util.Optional;

/**
 * Ratios of sums, {@code sum M / sum D}, of two arms by the delta method (Deng, Knoblich, Lu, KDD 2018); not the mean of
 * the units' ratios, which gives a rare visitor the weight of a daily one. A unit with D = 0 stays in. The first variable
 * of the moments is the numerator, the second the denominator.
 */
public final class Ratios {

    /** Below this p the treatment has moved the denominator: the ratio alone may mislead. */
    public static final double DENOMINATOR_ALPHA = .05;

    private Ratios() {}

    /**
     * What the treatment did to the denominator itself.
     *
     * @param difference of its means
     * @param test that there is none
     * @param moved whether the test rejects at {@value #DENOMINATOR_ALPHA}: then show this beside the ratio
     */
    public record Denominator(Figure difference, Tested test, boolean moved) {}

    /**
     * Difference of the ratios with Welch's interval on their influences; method {@code ratio-t}.
     *
     * @return refused like {@link Arms#difference}, and with code {@code zero-denominator} if an arm's denominators sum to
     *     0
     */
    public static Figure difference(PairMoments treatment, PairMoments control, double alpha) {
        return check(treatment, control)
                .<Figure>map(refused -> refused)
                .orElseGet(() -> renamed(Arms.difference(treatment.ratio(), control.ratio(), alpha), "ratio-t"));
    }

    /** Relative lift of the ratio with Fieller's interval; method {@code ratio-fieller}; refused like {@link Arms#lift}. */
    public static Figure lift(PairMoments treatment, PairMoments control, double alpha) {
        return check(treatment, control)
                .<Figure>map(refused -> refused)
                .orElseGet(() -> renamed(Arms.lift(treatment.ratio(), control.ratio(), alpha), "ratio-fieller"));
    }

    /** The two-sided test of equal ratios; refused like {@link #difference}. */
    public static Tested test(PairMoments treatment, PairMoments control) {
        return check(treatment, control)
                .<Tested>map(refused -> refused)
                .orElseGet(() -> Arms.test(treatment.ratio(), control.ratio()));
    }

    /** The effect on the denominator itself, at 95 %. */
    public static Denominator denominator(PairMoments treatment, PairMoments control) {
        Moments t = treatment.y();
        Moments c = control.y();
        Tested test = Arms.test(t, c);
        return new Denominator(
                Arms.difference(t, c),
                test,
                test.tested().map(found -> found.below(DENOMINATOR_ALPHA)).orElse(false));
    }

    /** Why there are no ratios to compare; empty if there are. */
    public static Optional<Refused> check(PairMoments treatment, PairMoments control) {
        if (treatment.y().mean() == 0) {
            return Optional.of(zeroDenominator("treatment"));
        }
        return control.y().mean() == 0 ? Optional.of(zeroDenominator("control")) : Optional.empty();
    }

    /** Code {@code zero-denominator}: the arm's denominators sum to 0. */
    public static Refused zeroDenominator(String arm) {
        return new Refused(
                "zero-denominator",
                "denominator in the " + arm + " arm: sum 0, so there is no ratio (expected: not 0)",
                "check whether the denominator's events arrive, or choose a metric that every unit has");
    }

    private static Figure renamed(Figure figure, String method) {
        return figure.found()
                .<Figure>map(e -> new Estimate(e.estimate(), e.low(), e.high(), e.n(), method))
                .orElse(figure);
    }
}

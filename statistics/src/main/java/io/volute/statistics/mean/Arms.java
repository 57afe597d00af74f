package io.volute.statistics.mean;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.moments.Moments;
import java.util.Optional;

/**
 * Difference and relative lift of two independent arms from their moments (Welch 1947; Fieller 1954). For ratios of sums
 * pass {@link io.volute.statistics.moments.PairMoments#ratio()}, for clusters {@link Means#clusters}. The figure's n is
 * the number of units of both arms. The verdict comes from the absolute test; {@link #lift} excludes 0 exactly when that
 * test rejects.
 */
public final class Arms {

    private static final double ALPHA = .05;

    private Arms() {}

    /** {@link #difference(Moments, Moments, double)} at 95 %. */
    public static Figure difference(Moments treatment, Moments control) {
        return difference(treatment, control, ALPHA);
    }

    /**
     * Difference of means with Welch's interval; method {@code welch-t}.
     *
     * @return refused if an arm has fewer than two units or if both arms are constant
     */
    public static Figure difference(Moments treatment, Moments control, double alpha) {
        return check(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            double d = treatment.mean() - control.mean();
            double half = Student.upperQuantile(alpha / 2, df(treatment, control)) * error(treatment, control);
            return new Estimate(d, d - half, d + half, treatment.n() + control.n(), "welch-t");
        });
    }

    /** The two-sided test of equal means; method {@code welch-t}; refused like {@link #difference}. */
    public static Tested test(Moments treatment, Moments control) {
        return check(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double df = df(treatment, control);
            double t = (treatment.mean() - control.mean()) / error(treatment, control);
            return new Significance(t, df, Student.twoSided(t, df), "welch-t");
        });
    }

    /** {@link #lift(Moments, Moments, double)} at 95 %. */
    public static Figure lift(Moments treatment, Moments control) {
        return lift(treatment, control, ALPHA);
    }

    /**
     * Relative lift {@code (treatment - control) / |control|} with Fieller's interval; method {@code fieller}.
     *
     * @return refused like {@link #difference}, and with code {@code control-near-zero} if the control mean is not told
     *     from 0, where no bounded interval exists
     */
    public static Figure lift(Moments treatment, Moments control, double alpha) {
        return checkLift(treatment, control)
                .<Figure>map(refused -> refused)
                .orElseGet(() -> fieller(
                        treatment, control, Student.upperQuantile(alpha / 2, df(treatment, control)), "fieller"));
    }

    /** Fieller's interval with the quantile given; both arms must have passed the checks of {@link #lift}. */
    static Figure fieller(Moments treatment, Moments control, double q, String method) {
        double c = control.mean();
        double ratio = treatment.mean() / c;
        double g = q * q * control.meanVariance() / (c * c);
        if (!(g < 1)) {
            return nearZero(c);
        }
        double half = q
                / Math.abs(c)
                * Math.sqrt((1 - g) * treatment.meanVariance() + ratio * ratio * control.meanVariance());
        return signed(ratio, (ratio - half) / (1 - g), (ratio + half) / (1 - g), c, treatment, control, method);
    }

    /**
     * Relative lift with the interval of the delta method, for comparison with other tools; method {@code delta}. May
     * disagree with the absolute test.
     */
    public static Figure liftDelta(Moments treatment, Moments control, double alpha) {
        return checkLift(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            double half = Student.upperQuantile(alpha / 2, df(treatment, control)) * deltaError(treatment, control);
            double ratio = treatment.mean() / control.mean();
            return signed(ratio, ratio - half, ratio + half, control.mean(), treatment, control, "delta");
        });
    }

    /** The two-sided test of a lift of 0 by the delta method; method {@code delta}. */
    public static Tested testDelta(Moments treatment, Moments control) {
        return checkLift(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double df = df(treatment, control);
            double t = (treatment.mean() / control.mean() - 1) / deltaError(treatment, control);
            return new Significance(t, df, Student.twoSided(t, df), "delta");
        });
    }

    /** Standard error of the difference of means. */
    public static double error(Moments treatment, Moments control) {
        return Math.sqrt(treatment.meanVariance() + control.meanVariance());
    }

    /** Welch and Satterthwaite's degrees of freedom; at least one arm must vary and each have two units. */
    public static double df(Moments treatment, Moments control) {
        double vt = treatment.meanVariance();
        double vc = control.meanVariance();
        double total = vt + vc;
        // Shares first: the fourth power of a small error would underflow.
        double st = vt / total;
        double sc = vc / total;
        return 1 / (st * st / (treatment.n() - 1) + sc * sc / (control.n() - 1));
    }

    private static double deltaError(Moments treatment, Moments control) {
        double ratio = treatment.mean() / control.mean();
        return Math.sqrt(treatment.meanVariance() + ratio * ratio * control.meanVariance()) / Math.abs(control.mean());
    }

    private static Figure signed(
            double ratio, double low, double high, double c, Moments treatment, Moments control, String method) {
        Figure lift = new Estimate(ratio - 1, low - 1, high - 1, treatment.n() + control.n(), method);
        return c > 0 ? lift : lift.scaled(x -> -x);
    }

    /** Why two arms cannot be compared, as {@link #difference} says; empty if they can. */
    public static Optional<Refused> check(Moments treatment, Moments control) {
        if (treatment.n() < 2) {
            return Optional.of(Refused.tooFew("units in the treatment arm", treatment.n(), 2));
        }
        if (control.n() < 2) {
            return Optional.of(Refused.tooFew("units in the control arm", control.n(), 2));
        }
        return treatment.m2() == 0 && control.m2() == 0
                ? Optional.of(Refused.noVariance("the metric in both arms"))
                : Optional.empty();
    }

    static Optional<Refused> checkLift(Moments treatment, Moments control) {
        return check(treatment, control).or(() -> control.mean() == 0 ? Optional.of(nearZero(0)) : Optional.empty());
    }

    private static Refused nearZero(double mean) {
        return new Refused(
                "control-near-zero",
                "control mean: " + mean + " is not told from 0: relative lift undefined",
                "read the absolute difference, or collect more control units");
    }
}

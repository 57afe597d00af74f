package io.volute.statistics.adjustment;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.mean.Ratios;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import java.util.List;
import java.util.Optional;

/**
 * Arms compared after subtracting {@code theta X}, X the same metric of the same unit strictly before its first exposure
 * (Deng, Xu, Kohavi, Walker, WSDM 2013). One theta for all arms: it is estimated over every unit of the experiment, so
 * that two comparisons of one experiment adjust alike. X must not know the arm: a covariate touched after exposure takes
 * the effect away. Users without a past have X = 0 and an indicator: two covariates, see {@link RegressionAdjustment}.
 * Immutable.
 */
public final class Cuped {

    private static final double ALPHA = .05;

    private final List<PairMoments> arms;
    private final boolean ratio;
    private final double theta;
    private final double centre;

    private Cuped(List<PairMoments> arms, boolean ratio, double theta) {
        this.arms = arms;
        this.ratio = ratio;
        this.theta = theta;
        this.centre =
                arms.stream().reduce(PairMoments.EMPTY, PairMoments::plus).y().mean();
    }

    /**
     * Of a mean: {@code theta = cov(Y, X) / var(X)} over the units of all arms together.
     *
     * @param arms (Y, X) of the units of each arm
     * @throws IllegalArgumentException unless each arm has two variables
     */
    public static Cuped ofMean(List<CrossMoments> arms) {
        List<PairMoments> pairs = arms.stream().map(Cuped::two).toList();
        PairMoments all = pairs.stream().reduce(PairMoments.EMPTY, PairMoments::plus);
        return new Cuped(
                pairs, false, all.y().m2() == 0 ? 0 : all.cross() / all.y().m2());
    }

    /**
     * Of a ratio of sums: its influences are adjusted by the influences of the ratio before the experiment, each arm with
     * its own ratios, {@code theta = sum(cov / n) / sum(var / n)} over the arms.
     *
     * @param arms (M, D, M before, D before) of the units of each arm
     * @throws IllegalArgumentException unless each arm has four variables
     */
    public static Cuped ofRatio(List<CrossMoments> arms) {
        List<PairMoments> pairs =
                arms.stream().map(Influences::ofRatios).map(Cuped::two).toList();
        double cov = 0;
        double var = 0;
        for (PairMoments arm : pairs) {
            if (arm.n() > 1) {
                cov += arm.covariance() / arm.n();
                var += arm.y().meanVariance();
            }
        }
        return new Cuped(pairs, true, var == 0 ? 0 : cov / var);
    }

    private static PairMoments two(CrossMoments arm) {
        if (arm.variables() != 2) {
            throw new IllegalArgumentException("covariates: " + (arm.variables() - 1)
                    + " (expected: 1; several are for the regression adjustment)");
        }
        return arm.pair(0, 1);
    }

    /** What is subtracted for one unit of the covariate; 0 if the covariate is constant. */
    public double theta() {
        return theta;
    }

    /** What a reader must know about the adjustment; empty if it is as usual. */
    public Optional<String> note() {
        return theta == 0 && arms.stream().allMatch(arm -> arm.y().m2() == 0)
                ? Optional.of("the covariate is constant: nothing is adjusted (theta 0)")
                : Optional.empty();
    }

    /**
     * One arm's metric after adjustment, for every method that takes moments: mean {@code Y - theta (X - X of all)},
     * squared deviations of {@code Y - theta X}. No units where the arm has no ratio.
     */
    public Moments adjusted(int arm) {
        PairMoments pair = arms.get(arm);
        return new Moments(
                pair.n(),
                pair.n() == 0 ? 0 : pair.x().mean() - theta * (pair.y().mean() - centre),
                combined(pair, 1));
    }

    /** {@link #difference(int, int, double)} at 95 %. */
    public Figure difference(int treatment, int control) {
        return difference(treatment, control, ALPHA);
    }

    /**
     * Difference of the adjusted means with Welch's interval; method {@code cuped-t}.
     *
     * @return refused like {@link Arms#difference}, and with code {@code zero-denominator} where an arm has no ratio
     */
    public Figure difference(int treatment, int control, double alpha) {
        return refused(treatment, control)
                .<Figure>map(refused -> refused)
                .orElseGet(() -> Arms.difference(adjusted(treatment), adjusted(control), alpha)
                        .found()
                        .<Figure>map(d -> new Estimate(d.estimate(), d.low(), d.high(), d.n(), "cuped-t"))
                        .orElseThrow());
    }

    /** The two-sided test of equal adjusted means; method {@code cuped-t}; refused like {@link #difference}. */
    public Tested test(int treatment, int control) {
        return refused(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double df = df(treatment, control);
            double t = change(treatment, control) / error(treatment, control);
            return new Significance(t, df, Student.twoSided(t, df), "cuped-t");
        });
    }

    /** {@link #lift(int, int, double)} at 95 %. */
    public Figure lift(int treatment, int control) {
        return lift(treatment, control, ALPHA);
    }

    /**
     * Relative lift: the adjusted difference over the size of the control's mean, with the interval of the delta method;
     * method {@code cuped-delta}. The control's mean is in both, so that the gradient in it is 1 + the <em>adjusted</em>
     * lift; the plain ratio of means in that place is a common slip.
     *
     * @return refused like {@link #difference}, and with code {@code control-near-zero} if the control mean is not told
     *     from 0
     */
    public Figure lift(int treatment, int control, double alpha) {
        return refused(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            Moments plain = arms.get(control).x();
            double c = plain.mean();
            double q = Student.upperQuantile(alpha / 2, df(treatment, control));
            if (!(q * plain.standardError() < Math.abs(c))) {
                return nearZero(c);
            }
            double r = change(treatment, control) / Math.abs(c);
            double half = q * liftError(treatment, control);
            return new Estimate(
                    r,
                    r - half,
                    r + half,
                    arms.get(treatment).n() + arms.get(control).n(),
                    "cuped-delta");
        });
    }

    /** Standard error of the adjusted difference. */
    public double error(int treatment, int control) {
        return Arms.error(adjusted(treatment), adjusted(control));
    }

    /** Welch and Satterthwaite's degrees of freedom of the adjusted difference; at least one arm must vary. */
    public double df(int treatment, int control) {
        return Arms.df(adjusted(treatment), adjusted(control));
    }

    /** Standard error of the relative lift; the control's mean must not be 0. */
    public double liftError(int treatment, int control) {
        PairMoments t = arms.get(treatment);
        PairMoments c = arms.get(control);
        double mean = c.x().mean();
        double k = 1 + change(treatment, control) / mean;
        return Math.sqrt(meanVariance(t, combined(t, 1)) + meanVariance(c, combined(c, k))) / Math.abs(mean);
    }

    /**
     * Share of the difference's variance that the adjustment takes away, 1 at most; below 0 if it adds some. 0 where there
     * is no variance.
     */
    public double varianceReduction(int treatment, int control) {
        double before = Arms.error(arms.get(treatment).x(), arms.get(control).x());
        double share = before == 0 ? 1 : error(treatment, control) / before;
        return 1 - share * share;
    }

    private double change(int treatment, int control) {
        return adjusted(treatment).mean() - adjusted(control).mean();
    }

    /** Squared deviations of {@code k Y - theta X}. */
    private double combined(PairMoments arm, double k) {
        return new CrossMoments(arm.n(), new double[2], new double[] {
                    arm.x().m2(), arm.cross(), arm.cross(), arm.y().m2()
                })
                .linear(k, -theta)
                .m2();
    }

    private static double meanVariance(PairMoments arm, double m2) {
        return new Moments(arm.n(), 0, m2).meanVariance();
    }

    private Optional<Refused> refused(int treatment, int control) {
        if (ratio && (arms.get(treatment).n() == 0 || arms.get(control).n() == 0)) {
            return Optional.of(Ratios.zeroDenominator(arms.get(treatment).n() == 0 ? "treatment" : "control"));
        }
        return Arms.check(adjusted(treatment), adjusted(control));
    }

    private static Refused nearZero(double mean) {
        return new Refused(
                "control-near-zero",
                "control mean: " + mean + " is not told from 0: relative lift undefined",
                "read the absolute difference, or collect more control units");
    }
}

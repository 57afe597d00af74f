package io.volute.statistics.adjustment;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.mean.Ratios;
import io.volute.statistics.moments.CrossMoments;
import java.util.List;
import java.util.Optional;

/**
 * Arms compared after subtracting several covariates, each arm with slopes of its own (Lin, Annals of Applied Statistics
 * 2013): {@code [yt - bt (zt - z)] - [yc - bc (zc - z)]}, z the covariates' mean over the units of all arms. Slopes by
 * least squares from moments with a ridge of 1e-8 on the correlations, enough to carry covariates that say the same
 * twice. Where slopes differ between arms the effect differs between units; then the chance of having met these units is
 * part of the error: {@code (bt - bc)' S (bt - bc) / n}. Immutable.
 */
public final class RegressionAdjustment {

    /** At least this many units of each arm for one covariate. */
    public static final int UNITS_PER_COVARIATE = 20;

    private static final double ALPHA = .05;

    private final List<Arm> arms;
    private final CrossMoments all;
    private final boolean ratio;

    private RegressionAdjustment(List<CrossMoments> arms, boolean ratio) {
        this.all = arms.stream().reduce(CrossMoments::plus).orElseThrow();
        this.arms = arms.stream().map(arm -> Arm.of(arm, all.means())).toList();
        this.ratio = ratio;
    }

    /** One arm: its adjusted mean, its slopes, the sum of squares that they leave. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Arm(long n, double mean, double[] slopes, double residual) {

        static Arm of(CrossMoments moments, double[] centre) {
            double[] slopes = Ridge.slopes(moments);
            double[] weights = new double[slopes.length + 1];
            double[] means = moments.means();
            double mean = means[0];
            weights[0] = 1;
            for (int j = 0; j < slopes.length; j++) {
                weights[j + 1] = -slopes[j];
                mean -= slopes[j] * (means[j + 1] - centre[j + 1]);
            }
            return new Arm(moments.n(), mean, slopes, moments.linear(weights).m2());
        }

        double df() {
            return n - slopes.length - 1.0;
        }

        double variance() {
            return residual / df() / n;
        }
    }

    /**
     * Of a mean.
     *
     * @param arms (Y, X1, X2, ...) of the units of each arm
     * @throws IllegalArgumentException without arms, without covariate, or if arms have different variables
     */
    public static RegressionAdjustment ofMean(List<CrossMoments> arms) {
        return new RegressionAdjustment(checked(arms), false);
    }

    /**
     * Of a ratio of sums: its influences are adjusted by those of the ratio before the experiment and by further
     * covariates.
     *
     * @param arms (M, D, M before, D before, X1, X2, ...) of the units of each arm
     * @throws IllegalArgumentException as for {@link #ofMean}
     */
    public static RegressionAdjustment ofRatio(List<CrossMoments> arms) {
        return new RegressionAdjustment(
                checked(arms.stream().map(Influences::ofRatios).toList()), true);
    }

    private static List<CrossMoments> checked(List<CrossMoments> arms) {
        if (arms.isEmpty() || arms.get(0).variables() < 2) {
            throw new IllegalArgumentException("arms: " + arms.size() + " (expected: at least one, with covariates)");
        }
        return arms;
    }

    /** Slopes of one arm, in the covariates' order; 0 for a constant covariate. */
    public double[] slopes(int arm) {
        return arms.get(arm).slopes().clone();
    }

    /** {@link #difference(int, int, double)} at 95 %. */
    public Figure difference(int treatment, int control) {
        return difference(treatment, control, ALPHA);
    }

    /**
     * Difference of the adjusted means with a t interval, degrees of freedom by Welch and Satterthwaite from
     * {@code n - covariates - 1} of each arm; method {@code lin-t}.
     *
     * @return refused with code {@code too-few-rows} below {@value #UNITS_PER_COVARIATE} units of an arm for each
     *     covariate, {@code no-variance} if nothing is left, {@code zero-denominator} where an arm has no ratio
     */
    public Figure difference(int treatment, int control, double alpha) {
        return refused(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            double d = arms.get(treatment).mean() - arms.get(control).mean();
            double half = Student.upperQuantile(alpha / 2, df(treatment, control)) * error(treatment, control);
            return new Estimate(d, d - half, d + half, units(treatment, control), "lin-t");
        });
    }

    /** The two-sided test of equal adjusted means; method {@code lin-t}; refused like {@link #difference}. */
    public Tested test(int treatment, int control) {
        return refused(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double df = df(treatment, control);
            double t = (arms.get(treatment).mean() - arms.get(control).mean()) / error(treatment, control);
            return new Significance(t, df, Student.twoSided(t, df), "lin-t");
        });
    }

    /**
     * Relative lift of the adjusted means with the interval of the delta method; method {@code lin-delta}.
     *
     * @return refused like {@link #difference}, and with code {@code control-near-zero} if the control mean is not told
     *     from 0
     */
    public Figure lift(int treatment, int control, double alpha) {
        return refused(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            Arm c = arms.get(control);
            double q = Student.upperQuantile(alpha / 2, df(treatment, control));
            if (!(q * Math.sqrt(c.variance()) < Math.abs(c.mean()))) {
                return new Refused(
                        "control-near-zero",
                        "control mean: " + c.mean() + " is not told from 0: relative lift undefined",
                        "read the absolute difference, or collect more control units");
            }
            double k = arms.get(treatment).mean() / c.mean();
            double half = q * Math.sqrt(variance(treatment, control, k)) / Math.abs(c.mean());
            double r = Math.signum(c.mean()) * (k - 1);
            return new Estimate(r, r - half, r + half, units(treatment, control), "lin-delta");
        });
    }

    /** Standard error of the adjusted difference. */
    public double error(int treatment, int control) {
        return Math.sqrt(variance(treatment, control, 1));
    }

    /** Degrees of freedom of the adjusted difference. */
    public double df(int treatment, int control) {
        Arm t = arms.get(treatment);
        Arm c = arms.get(control);
        double total = t.variance() + c.variance();
        double st = t.variance() / total;
        double sc = c.variance() / total;
        return 1 / (st * st / t.df() + sc * sc / c.df());
    }

    private double variance(int treatment, int control, double k) {
        Arm t = arms.get(treatment);
        Arm c = arms.get(control);
        double[] apart = new double[t.slopes().length + 1];
        for (int j = 1; j < apart.length; j++) {
            apart[j] = t.slopes()[j - 1] - k * c.slopes()[j - 1];
        }
        return t.variance() + k * k * c.variance() + all.linear(apart).meanVariance();
    }

    private long units(int treatment, int control) {
        return arms.get(treatment).n() + arms.get(control).n();
    }

    private Optional<Refused> refused(int treatment, int control) {
        Arm t = arms.get(treatment);
        Arm c = arms.get(control);
        if (ratio && (t.n() == 0 || c.n() == 0)) {
            return Optional.of(Ratios.zeroDenominator(t.n() == 0 ? "treatment" : "control"));
        }
        long needed = (long) UNITS_PER_COVARIATE * t.slopes().length;
        if (t.n() < needed || c.n() < needed) {
            return Optional.of(Refused.tooFew(
                    "units in the " + (t.n() < needed ? "treatment" : "control") + " arm for " + t.slopes().length
                            + " covariates",
                    t.n() < needed ? t.n() : c.n(),
                    needed));
        }
        return t.residual() == 0 && c.residual() == 0
                ? Optional.of(Refused.noVariance("the adjusted metric in both arms"))
                : Optional.empty();
    }
}

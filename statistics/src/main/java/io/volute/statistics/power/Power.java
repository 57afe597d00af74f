package io.volute.statistics.power;

import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.distribution.Student;
import org.jspecify.annotations.Nullable;

/**
 * Power of two-sided comparisons both ways: rows to the smallest effect found, effect to the rows needed. Small samples
 * by the noncentral t, from 200 degrees of freedom by the normal. Power after the fact from the effect that was observed
 * says nothing and is not offered. All plans are refused with code {@code nothing-to-find} for an effect of 0 and
 * {@code no-variance} for a standard deviation of 0.
 */
public final class Power {

    private static final double NORMAL_FROM = 200;

    private Power() {}

    /** Chance to find a difference of means between two arms of n rows each with one common deviation. */
    public static double ofMeans(double n, double effect, double deviation, double alpha) {
        return power(Math.abs(effect) / (deviation * Math.sqrt(2 / n)), 2 * n - 2, alpha);
    }

    /** Chance to find a difference of means between two arms of different sizes with one common deviation. */
    public static double ofMeans(double treatment, double control, double effect, double deviation, double alpha) {
        double error = deviation * Math.sqrt(1 / treatment + 1 / control);
        return power(Math.abs(effect) / error, treatment + control - 2, alpha);
    }

    /** Rows for each of two equal arms. */
    public static Planned rowsForMeans(double effect, double deviation, double power, double alpha) {
        Refused refused = nothing(effect, deviation);
        if (refused != null) {
            return refused;
        }
        double start = 2 * square(deviation * k(power, alpha) / effect);
        double n = solve(start, rows -> ofMeans(rows, effect, deviation, alpha) - power);
        return new Plan(Math.abs(effect), n, n, power, alpha);
    }

    /**
     * Rows for two arms of different sizes.
     *
     * @param ratio rows of the treatment for each row of the control, above 0
     */
    public static Planned rowsForMeans(double effect, double deviation, double ratio, double power, double alpha) {
        Refused refused = nothing(effect, deviation);
        if (refused != null) {
            return refused;
        }
        double start = (1 + 1 / ratio) * square(deviation * k(power, alpha) / effect);
        double smallest = 2 / Math.min(1, ratio);
        double control = start * Math.min(1, ratio) >= NORMAL_FROM
                ? start
                : bisect(
                        smallest,
                        2 * start + 50 * smallest,
                        n -> ofMeans(ratio * n, n, effect, deviation, alpha) - power);
        return new Plan(Math.abs(effect), ratio * control, control, power, alpha);
    }

    /**
     * Smallest difference of means that two arms find.
     *
     * @param treatment rows, at least 2
     * @param control rows, at least 2
     */
    public static Planned effectForMeans(
            double treatment,
            double deviationTreatment,
            double control,
            double deviationControl,
            double power,
            double alpha) {
        if (treatment < 2 || control < 2) {
            return Refused.tooFew("rows in each arm", (long) Math.min(treatment, control), 2);
        }
        double vt = square(deviationTreatment) / treatment;
        double vc = square(deviationControl) / control;
        if (vt + vc == 0) {
            return Refused.noVariance("the metric in both arms");
        }
        double st = vt / (vt + vc);
        double df = 1 / (st * st / (treatment - 1) + (1 - st) * (1 - st) / (control - 1));
        double effect = Math.sqrt(vt + vc) * noncentrality(df, power, alpha);
        return new Plan(effect, treatment, control, power, alpha);
    }

    /** Pairs needed to find a mean difference, from the deviation of the pairs' differences. */
    public static Planned rowsForPairs(double effect, double deviation, double power, double alpha) {
        Refused refused = nothing(effect, deviation);
        if (refused != null) {
            return refused;
        }
        double start = square(deviation * k(power, alpha) / effect);
        double n = solve(start, rows -> power(Math.abs(effect) * Math.sqrt(rows) / deviation, rows - 1, alpha) - power);
        return new Plan(Math.abs(effect), n, n, power, alpha);
    }

    /** Smallest mean difference that n pairs find. */
    public static Planned effectForPairs(double n, double deviation, double power, double alpha) {
        if (n < 2) {
            return Refused.tooFew("pairs", (long) n, 2);
        }
        if (deviation == 0) {
            return Refused.noVariance("the paired difference");
        }
        return new Plan(deviation / Math.sqrt(n) * noncentrality(n - 1, power, alpha), n, n, power, alpha);
    }

    /** Rows for each of two equal arms to find a change of a share, with the base's variance in both arms. */
    public static Planned rowsForShares(double base, double effect, double power, double alpha) {
        Refused refused = nothing(effect, base * (1 - base));
        if (refused != null) {
            return refused;
        }
        double n = 2 * base * (1 - base) * square(k(power, alpha) / effect);
        return new Plan(Math.abs(effect), n, n, power, alpha);
    }

    /** Smallest change of a share that two arms find, with the base's variance in both arms. */
    public static Planned effectForShares(double base, double treatment, double control, double power, double alpha) {
        double variance = base * (1 - base) * (1 / treatment + 1 / control);
        if (!(variance > 0)) {
            return Refused.noVariance("the share");
        }
        return new Plan(k(power, alpha) * Math.sqrt(variance), treatment, control, power, alpha);
    }

    /**
     * Smallest relative lift of a mean that two arms of n rows find, when the treatment's mean has its own error: with
     * {@code c = k^2 s^2 / (n mean^2)}, {@code (c + sqrt(2 c - c^2)) / (1 - c)}.
     *
     * @return refused with code {@code nothing-to-find} for a mean of 0, {@code too-few-rows} where c reaches 1: no lift,
     *     however large, would be found
     */
    public static Planned relativeLift(double n, double mean, double deviation, double power, double alpha) {
        Refused refused = nothing(mean, deviation);
        if (refused != null) {
            return refused;
        }
        double c = square(k(power, alpha) * deviation / mean) / n;
        if (c >= 1) {
            return Refused.tooFew("rows in each arm", (long) n, (long) Math.floor(c * n) + 1);
        }
        return new Plan((c + Math.sqrt(2 * c - c * c)) / (1 - c), n, n, power, alpha);
    }

    /**
     * As {@link #relativeLift(double, double, double, double, double)} for arms of different sizes: the lift r at which
     * {@code r^2 = a + b (1 + r)^2}, a and b being {@code k^2 s^2 / (n mean^2)} of the treatment and of the control.
     */
    public static Planned relativeLift(
            double treatment, double control, double mean, double deviation, double power, double alpha) {
        Refused refused = nothing(mean, deviation);
        if (refused != null) {
            return refused;
        }
        double c = square(k(power, alpha) * deviation / mean);
        double a = c / treatment;
        double b = c / control;
        if (!(b < 1)) {
            return Refused.tooFew("rows in the control arm", (long) control, (long) Math.floor(c) + 1);
        }
        return new Plan((b + Math.sqrt(a + b - a * b)) / (1 - b), treatment, control, power, alpha);
    }

    /**
     * Power to plan each of m guardrails with so that all of them together pass with this power where nothing is wrong:
     * {@code 1 - (1 - power) / m}. The level needs no correction, for all must pass.
     *
     * @throws IllegalArgumentException if m is below 1
     */
    public static double ofEach(double power, int m) {
        if (m < 1) {
            throw new IllegalArgumentException("guardrails: " + m + " (expected: >= 1)");
        }
        return 1 - (1 - power) / m;
    }

    /** Level of each of m comparisons with one control so that all together stay at alpha (Sidak 1967). */
    public static double sidak(double alpha, int comparisons) {
        return -StrictMath.expm1(StrictMath.log1p(-alpha) / comparisons);
    }

    private interface Excess {
        double of(double rows);
    }

    private static double k(double power, double alpha) {
        return Normal.upperQuantile(alpha / 2) + Normal.quantile(power);
    }

    private static double power(double noncentrality, double df, double alpha) {
        return df >= NORMAL_FROM
                ? Normal.survival(Normal.upperQuantile(alpha / 2) - noncentrality)
                : Student.noncentralSurvival(Student.upperQuantile(alpha / 2, df), df, noncentrality);
    }

    private static double noncentrality(double df, double power, double alpha) {
        return df >= NORMAL_FROM ? k(power, alpha) : bisect(0, 100, ncp -> power(ncp, df, alpha) - power);
    }

    /** Rows by the normal first; where they are few, by the noncentral t. */
    private static double solve(double start, Excess excess) {
        return start >= NORMAL_FROM ? start : bisect(2, 2 * start + 50, excess);
    }

    private static double bisect(double from, double to, Excess excess) {
        double low = from;
        double high = to;
        if (excess.of(low) > 0) {
            return low;
        }
        for (int i = 0; i < 100 && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            if (excess.of(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static @Nullable Refused nothing(double effect, double deviation) {
        if (effect == 0) {
            return nothingToFind();
        }
        return deviation > 0 ? null : Refused.noVariance("the metric");
    }

    static Refused nothingToFind() {
        return new Refused(
                "nothing-to-find",
                "effect or baseline: 0 (expected: not 0)",
                "state the smallest change that would matter");
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * By which factor units must grow until a guardrail holds with this chance, if the metric is what it was:
     * {@code ((z(.975) + z(power)) error / margin)^2}, the sample size of a non-inferiority trial (Julious, Statistics in
     * Medicine 2004) over the present one; below 1 where they were more than enough.
     *
     * @param error present standard error of the difference, above 0
     * @param margin in the metric's own unit, above 0
     */
    public static double growthForMargin(double error, double margin, double power) {
        if (!(error > 0) || !(margin > 0) || !(power > 0 && power < 1)) {
            throw new IllegalArgumentException("growth: error " + error + ", margin " + margin + ", power " + power
                    + " (expected: above 0, above 0, between 0 and 1)");
        }
        double needed = (Normal.upperQuantile(.025) + Normal.quantile(power)) * error / margin;
        return needed * needed;
    }
}

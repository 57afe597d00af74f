package io.volute.statistics.test;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;

/**
 * A guardrail whose margin is a share of the control's mean: the metric may get worse by at most that share
 * (non-inferiority, one-sided .025, as of a ratio of means: Hauschke, Kieser, Diletti, Burke 1999). The control's own
 * error counts, which a fixed margin of {@link Margin} would leave out. "Not significant" is not a pass. For ratios,
 * clusters and adjusted metrics pass the moments of their influences, as to {@link Arms}.
 *
 * @param treatment moments of the treatment arm
 * @param control moments of the control arm; where its mean is below 0 the margin is a share of the mean's size
 * @param margin how far the metric may move to the bad side, as a share of the control's mean, in {@code (0, 1)} where
 *     down is bad
 * @param upIsBad whether a higher value is worse
 */
public record Guardrail(Moments treatment, Moments control, double margin, boolean upIsBad) {

    private static final double LEVEL = .025;

    /** @throws IllegalArgumentException if the margin is not above 0, or is 1 or more where down is bad */
    public Guardrail {
        if (!(margin > 0) || Double.isInfinite(margin) || (!upIsBad && margin >= 1)) {
            throw new IllegalArgumentException("relative margin: " + margin + " (expected: above 0"
                    + (upIsBad ? ")" : " and below 1: a metric that may vanish is not guarded)"));
        }
    }

    /**
     * The one-sided test that the metric got worse by the margin or more: {@code (yt - f yc) / sqrt(vt + f^2 vc)} with f
     * {@code 1 - margin} where down is bad, and {@code (f yc - yt) / sqrt(vt + f^2 vc)} with f {@code 1 + margin} where up
     * is bad; t with Welch's degrees of freedom for these variances, which is the normal for all but small arms; method
     * {@code non-inferiority}.
     *
     * @return refused with fewer than two units in an arm or without any variance, and with code
     *     {@code control-near-zero} if the control's mean is not told from 0: a share of nothing is no margin
     */
    public Tested test() {
        if (treatment.n() < 2 || control.n() < 2) {
            return Refused.tooFew("units in each arm", Math.min(treatment.n(), control.n()), 2);
        }
        double vt = treatment.meanVariance();
        double factor = factor();
        double vc = factor * factor * control.meanVariance();
        if (vt + vc == 0) {
            return Refused.noVariance("the metric in both arms");
        }
        double nought = Student.upperQuantile(LEVEL, control.n() - 1.0) * control.standardError();
        if (Math.abs(control.mean()) <= nought) {
            return new Refused(
                    "control-near-zero",
                    "control mean: " + control.mean() + " is not told from 0: a relative margin is undefined",
                    "state the margin in the metric's own unit, or collect more control units");
        }
        double share = vt / (vt + vc);
        double df = 1 / (share * share / (treatment.n() - 1) + (1 - share) * (1 - share) / (control.n() - 1));
        double distance = treatment.mean() - factor * control.mean();
        double z = (upIsBad ? -distance : distance) / Math.sqrt(vt + vc);
        double tail = Student.twoSided(z, df) / 2;
        return new Significance(z, df, z > 0 ? tail : 1 - tail, "non-inferiority");
    }

    /** Treatment minus control with its 95 % interval; method {@code welch-t}. */
    public Figure effect() {
        return Arms.difference(treatment, control);
    }

    /**
     * How the guardrail stands. It holds where {@link #test} rejects; else it is harmed where the interval of the effect
     * lies wholly on the bad side of 0, even if the margin itself is undefined: a metric that rose from almost nothing
     * is told, not refused.
     */
    public Margin.Standing standing() {
        Tested tested = test();
        if (tested instanceof Significance found && found.p() < LEVEL) {
            return Margin.Standing.HOLDS;
        }
        if (effect() instanceof Estimate found && (upIsBad ? found.above(0) : found.below(0))) {
            return Margin.Standing.HARM;
        }
        return tested instanceof Refused ? Margin.Standing.REFUSED : Margin.Standing.UNDECIDED;
    }

    private double factor() {
        double worse = upIsBad ? margin : -margin;
        return control.mean() < 0 ? 1 - worse : 1 + worse;
    }
}

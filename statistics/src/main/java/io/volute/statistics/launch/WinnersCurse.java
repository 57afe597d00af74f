package io.volute.statistics.launch;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What launched effects really sum up to. Those that passed a cut were partly lucky, so their estimates sum to too much
 * (Lee, Shen, KDD 2018): taken off is {@code s phi((s b - x) / s)} of <em>all</em>, launched or not. That estimate of the
 * luck puts x in the place of the true effect, so among many effects that are next to nothing it takes off too much; where
 * that is more than its own uncertainty, it is refused.
 *
 * @param launched how many passed
 * @param raw the sum of their estimates, only to show how much too high it is
 * @param corrected the sum of their true effects, 95 %; refused without effects, and with code {@code overshoots}
 */
public record WinnersCurse(int launched, double raw, Figure corrected) {

    /** Everybody's cut: two standard errors, all but. */
    public static final double CUT = 1.96;

    /**
     * Of everything that was tried.
     *
     * @param effects estimates
     * @param errors their standard errors, above 0
     * @param cut standard errors from which on an effect was launched
     * @throws IllegalArgumentException if the lengths differ, a value is not finite or an error not above 0
     */
    public static WinnersCurse of(double[] effects, double[] errors, double cut) {
        double[] cuts = new double[effects.length];
        Arrays.fill(cuts, cut);
        check(effects, errors, cuts);
        boolean[] passed = new boolean[effects.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = cut - effects[i] / errors[i] < 0;
        }
        return of(effects, errors, cuts, passed);
    }

    /**
     * Of everything that was tried, where each had a cut of its own and it is known what was launched.
     *
     * @param cuts standard errors from which on each was to be launched
     * @param launched whether it was
     * @throws IllegalArgumentException if the lengths differ, a value is not finite or an error not above 0
     */
    public static WinnersCurse of(double[] effects, double[] errors, double[] cuts, boolean[] launched) {
        check(effects, errors, cuts);
        int count = 0;
        double raw = 0;
        double luck = 0;
        double variance = 0;
        for (int i = 0; i < effects.length; i++) {
            double s = errors[i];
            double c = cuts[i] - effects[i] / s;
            if (launched[i]) {
                count++;
                raw += effects[i];
            }
            luck += s * Normal.density(c);
            variance += s * s * variance(c);
        }
        if (effects.length == 0) {
            return new WinnersCurse(0, 0, Refused.tooFew("effects", 0, 1));
        }
        double half = Normal.upperQuantile(.025) * Math.sqrt(variance);
        double sum = raw - luck;
        double overshoot = overshoot(effects, errors, cuts);
        if (overshoot > half) {
            return new WinnersCurse(
                    count,
                    raw,
                    new Refused(
                            "overshoots",
                            "most effects are small beside their errors, so the correction would take off " + overshoot
                                    + " too much (expected: less than its uncertainty, " + half + ")",
                            "sum the shrunk effects of what was launched"));
        }
        return new WinnersCurse(count, raw, new Estimate(sum, sum - half, sum + half, effects.length, "lee-shen"));
    }

    /**
     * The corrected sum line by line: each launched effect without its own luck and without its part, equal among them, of
     * the luck of those that were not launched; their sum and its variance are those of {@link #corrected()}.
     *
     * @return one for each effect; refused with code {@code not-launched} for one that was not, and as the sum is
     * @throws IllegalArgumentException if the lengths differ, a value is not finite or an error not above 0
     */
    public static List<Figure> each(double[] effects, double[] errors, double[] cuts, boolean[] launched) {
        WinnersCurse all = of(effects, errors, cuts, launched);
        double left = 0;
        double variance = 0;
        for (int i = 0; i < effects.length; i++) {
            if (!launched[i]) {
                double c = cuts[i] - effects[i] / errors[i];
                left += errors[i] * Normal.density(c);
                variance += errors[i] * errors[i] * variance(c);
            }
        }
        List<Figure> lines = new ArrayList<>();
        for (int i = 0; i < effects.length; i++) {
            double c = cuts[i] - effects[i] / errors[i];
            double value = effects[i] - errors[i] * Normal.density(c) - left / all.launched();
            double half = Normal.upperQuantile(.025)
                    * Math.sqrt(errors[i] * errors[i] * variance(c) + variance / all.launched());
            lines.add(
                    !launched[i]
                            ? new Refused("not-launched", "it was not launched", "correct what was launched")
                            : all.corrected()
                                    .refusal()
                                    .<Figure>map(refused -> refused)
                                    .orElseGet(() -> new Estimate(
                                            value, value - half, value + half, effects.length, "lee-shen")));
        }
        return List.copyOf(lines);
    }

    private static void check(double[] effects, double[] errors, double[] cuts) {
        if (effects.length != errors.length || effects.length != cuts.length) {
            throw new IllegalArgumentException(effects.length + " effects, " + errors.length + " errors, " + cuts.length
                    + " cuts (expected: one for each)");
        }
        for (int i = 0; i < effects.length; i++) {
            if (!Double.isFinite(effects[i] + cuts[i]) || !(errors[i] > 0) || Double.isInfinite(errors[i])) {
                throw new IllegalArgumentException("effect " + effects[i] + " with standard error " + errors[i]
                        + " and cut " + cuts[i] + " (expected: finite, error above 0)");
            }
        }
    }

    /** By how much more the luck is put than it is, if the true effects are what shrinking says. */
    private static double overshoot(double[] effects, double[] errors, double[] cuts) {
        PauleMandel prior = new PauleMandel(effects, errors);
        double sum = 0;
        for (int i = 0; i < effects.length; i++) {
            if (prior.shrunk(effects[i], errors[i]) instanceof Estimate shrunk) {
                double c = cuts[i] - shrunk.estimate() / errors[i];
                sum += errors[i] * (Normal.density(c / Math.sqrt(2)) / Math.sqrt(2) - Normal.density(c));
            }
        }
        return sum;
    }

    /**
     * Variance of {@code 1[z > c] z - phi(c - z)} for a standard normal z: the error that one effect adds, if the true one
     * lies c errors below the cut.
     */
    private static double variance(double c) {
        double root = Math.sqrt(2);
        double near = Normal.density(c / root);
        double own = c * Normal.density(c) + Normal.survival(c);
        double both = near * (near / 2 + c / (2 * root) * Normal.survival(c / root));
        double smooth = Normal.density(c / Math.sqrt(1.5)) / (2 * Math.sqrt(Math.PI) * Math.sqrt(1.5));
        double mean = Normal.density(c) - near / root;
        return Math.max(0, own - 2 * both + smooth - mean * mean);
    }
}

package io.volute.statistics.power;

import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import io.volute.statistics.Schedule;
import io.volute.statistics.Timed;
import java.util.List;
import java.util.Optional;

/**
 * How long an experiment must run, both ways: days to the smallest effect found, effect to the days needed. Units come
 * from a curve of distinct exposed units, never from days times a daily count. Each treatment is compared with the
 * control at Sidak's level, so that all comparisons together keep alpha; what is found is found in the smallest arm, too.
 *
 * @param mean of the metric without treatment; not 0 where the effect is relative
 * @param deviation standard deviation of a unit's value <em>over a window as long as the experiment's</em>, after
 *     whatever reduces it; for ratios that of the influence; above 0
 * @param shares of exposed units: the control first, then each treatment; above 0, together at most 1
 * @param relative whether effects are shares of the mean
 * @param power chance to find the effect
 * @param alpha two-sided level over all comparisons
 * @param inflation how many times the units of a fixed plan the looks need, such as
 *     {@link io.volute.statistics.sequential.GroupSequential#inflation}; 1 for one look at the end
 */
public record Running(
        double mean,
        double deviation,
        List<Double> shares,
        boolean relative,
        double power,
        double alpha,
        double inflation) {

    private static final int WEEK = 7;

    /** @throws IllegalArgumentException if shares, power, alpha or inflation are outside their ranges */
    public Running {
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.size() < 2 || shares.stream().anyMatch(share -> !(share > 0)) || sum > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "shares: " + shares + " (expected: control and treatments, each above 0, together at most 1)");
        }
        if (!(power > 0 && power < 1) || !(alpha > 0 && alpha < 1) || !(inflation >= 1)) {
            throw new IllegalArgumentException("power " + power + ", alpha " + alpha + ", inflation " + inflation
                    + " (expected: in (0, 1), in (0, 1), at least 1)");
        }
    }

    /** Control and one treatment, half each, one look at the end, power .8 at .05. */
    public static Running halves(double mean, double deviation, boolean relative) {
        return new Running(mean, deviation, List.of(.5, .5), relative, .8, .05, 1);
    }

    /**
     * Smallest effect found in these days, with the rows of the smallest treatment arm and the control and the level of
     * one comparison.
     *
     * @param days whole weeks
     * @return refused below {@value ExposureCurve#DAYS_MIN} days of history, beyond its end (code
     *     {@code beyond-history}), for days that are not whole weeks (code {@code not-whole-weeks}), without variance,
     *     for a relative effect of a mean of 0, and where so few units find no effect however large
     */
    public Planned effect(ExposureCurve curve, int days) {
        Optional<Refused> refused = refusal(curve);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (days < WEEK || days % WEEK != 0) {
            return new Refused(
                    "not-whole-weeks",
                    days + " days (expected: whole weeks, at least 7 days, for weekdays differ)",
                    "plan for " + Math.max(WEEK, (days + WEEK - 1) / WEEK * WEEK) + " days");
        }
        if (days > curve.days()) {
            return new Refused(
                    "beyond-history",
                    days + " days: history knows distinct units for " + curve.days() + " days (expected: at least "
                            + days + ")",
                    "count distinct units over a longer history, or plan for at most " + curve.days() / WEEK * WEEK
                            + " days");
        }
        return found(curve.units(days));
    }

    /**
     * Fewest whole weeks in which the effect is found.
     *
     * @param effect smallest effect that would matter, of either sign, on the scale of {@link #relative}
     * @return refused like {@link #effect}, for an effect of 0 (code {@code nothing-to-find}), and with code
     *     {@code beyond-history} if all of the history's weeks find only larger ones
     */
    public Timed days(ExposureCurve curve, double effect) {
        if (effect == 0) {
            return Power.nothingToFind();
        }
        Optional<Refused> refused = refusal(curve);
        if (refused.isPresent()) {
            return refused.get();
        }
        Planned longest = Refused.tooFew("units", 0, 4);
        for (int days = WEEK; days <= curve.days(); days += WEEK) {
            longest = found(curve.units(days));
            if (longest instanceof Plan plan && plan.effect() <= Math.abs(effect)) {
                return new Schedule(days, curve.units(days), plan);
            }
        }
        return longest instanceof Plan plan
                ? new Refused(
                        "beyond-history",
                        "effect " + effect + ": " + curve.days() / WEEK * WEEK + " days, as far as history knows, find "
                                + plan.effect() + " and larger (expected: at most " + Math.abs(effect) + ")",
                        "accept a larger effect, reduce the metric's variance, or count distinct units over a longer"
                                + " history")
                : (Refused) longest;
    }

    private Optional<Refused> refusal(ExposureCurve curve) {
        if (!(deviation > 0)) {
            return Optional.of(Refused.noVariance("the metric"));
        }
        return relative && mean == 0 ? Optional.of(Power.nothingToFind()) : curve.refusal();
    }

    private Planned found(long units) {
        double control = units * shares.get(0);
        double treatment = units
                * shares.subList(1, shares.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .orElseThrow();
        double level = Power.sidak(alpha, shares.size() - 1);
        Planned fixed = relative
                ? Power.relativeLift(treatment / inflation, control / inflation, mean, deviation, power, level)
                : Power.effectForMeans(treatment / inflation, deviation, control / inflation, deviation, power, level);
        return fixed instanceof Plan plan ? new Plan(plan.effect(), treatment, control, power, level) : fixed;
    }
}

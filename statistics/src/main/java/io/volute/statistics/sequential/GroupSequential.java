package io.volute.statistics.sequential;

import io.volute.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Group sequential tests by recursive integration of {@code B = Z sqrt t} over the region in which the experiment goes on
 * (Armitage, McPherson, Rowe 1969), Gauss-Legendre on nodes that lie as close as the looks ask for. Information fractions
 * are {@code (1 / se^2)} of a look over the planned one. For an experiment that runs, with its refusals, see
 * {@link Monitoring}.
 */
public final class GroupSequential {

    private static final double SMALLEST = 1e-12;
    private static final double EXACT = 1e-13;

    private GroupSequential() {}

    /**
     * Upper bounds for z, one for each look so far; the lower side mirrors them.
     *
     * @param information fractions of the looks, above 0 and rising; may pass 1
     * @param alpha chance of one side over all looks, such as .025
     * @param last whether the last of them is the last look of the plan, which spends all that is left
     * @return positive infinity where a look has nothing worth spending: its share carries on
     * @throws IllegalArgumentException if information falls or a look repeats the data of the one before
     */
    public static List<Double> bounds(double[] information, double alpha, SpendingFunction spending, boolean last) {
        checkRising(information);
        List<Double> bounds = new ArrayList<>();
        Region region = Region.start();
        double spent = 0;
        for (int k = 0; k < information.length; k++) {
            boolean closing = last && k == information.length - 1;
            double increment = (closing ? alpha : spending.spent(alpha, information[k])) - spent;
            double bound = bound(region, information[k], increment);
            spent += Double.isInfinite(bound) ? 0 : increment;
            bounds.add(bound);
            if (k < information.length - 1) {
                region = region.next(
                        information[k], Double.NEGATIVE_INFINITY, bound, 0, information[k + 1] - information[k]);
            }
        }
        return bounds;
    }

    /**
     * Chance to cross a bound at any look.
     *
     * @param bounds bounds for z
     * @param bothSides whether crossing {@code -bound} counts and ends the experiment too
     * @param drift expectation of z at full information: 0 under no effect, z(alpha) + z(power) at the planned one
     */
    public static double crossing(double[] information, double[] bounds, boolean bothSides, double drift) {
        checkRising(information);
        Region region = Region.start();
        double total = 0;
        for (int k = 0; k < information.length; k++) {
            double t = information[k];
            double low = bothSides ? -bounds[k] : Double.NEGATIVE_INFINITY;
            total += region.exit(t, bounds[k], drift) + region.exitBelow(t, low, drift);
            if (k < information.length - 1) {
                region = region.next(t, low, bounds[k], drift, information[k + 1] - t);
            }
        }
        return total;
    }

    /**
     * How many times the rows of a fixed plan a sequential one with these looks needs for the same power.
     *
     * @param information fractions of all looks; the last is 1
     */
    public static double inflation(double[] information, double alpha, SpendingFunction spending, double power) {
        double[] limits = bounds(information, alpha, spending, true).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double fixed = Normal.upperQuantile(alpha) + Normal.quantile(power);
        double drift = Bracket.root(d -> crossing(information, limits, false, d) - power, fixed * .9, fixed * 2, 1e-10);
        return drift * drift / (fixed * fixed);
    }

    /**
     * Bounds of the classic two-sided tests at equal looks (Wang, Tsiatis 1987): {@code c (k / looks)^(shape - 1/2)}, both
     * exits counted.
     *
     * @param looks at least 1
     * @param alpha two-sided, such as .05
     * @param shape .5 for Pocock (1977), 0 for O'Brien and Fleming (1979), or between
     * @return bounds for z, one for each look; the last is the constant c of the tables
     * @throws IllegalArgumentException if looks is below 1, or alpha or shape are outside {@code (0, 1)} and
     *     {@code [0, .5]}
     */
    public static double[] classic(int looks, double alpha, double shape) {
        if (looks < 1 || !(alpha > 0 && alpha < 1) || !(shape >= 0 && shape <= .5)) {
            throw new IllegalArgumentException("classic test: " + looks + " looks, alpha " + alpha + ", shape " + shape
                    + " (expected: >= 1, in (0, 1), 0 to .5)");
        }
        double[] information = new double[looks];
        double[] unit = new double[looks];
        for (int k = 0; k < looks; k++) {
            information[k] = (k + 1.0) / looks;
            unit[k] = StrictMath.pow(information[k], shape - .5);
        }
        double least = Normal.upperQuantile(alpha / 2);
        double most = Normal.upperQuantile(alpha / 2 / looks) + 1e-9;
        double c = looks == 1
                ? least
                : Bracket.root(
                        x -> StrictMath.log(crossing(information, times(unit, x), true, 0) / alpha),
                        least,
                        most,
                        1e-10);
        return times(unit, c);
    }

    /**
     * Chance that the last look crosses its upper bound, given what is seen now: {@code Phi((B + drift (1 - t) - c) /
     * sqrt(1 - t))} with {@code B = z sqrt t} (Lan, Wittes 1988).
     *
     * @param fraction information now, above 0
     * @param z what is seen now
     * @param drift expectation of z at full information that is believed in, such as the planned one
     * @param bound bound for z at full information
     */
    public static double conditionalPower(double fraction, double z, double drift, double bound) {
        double left = 1 - fraction;
        if (left <= 0) {
            return z >= bound ? 1 : 0;
        }
        return Normal.survival((bound - z * Math.sqrt(fraction) - drift * left) / Math.sqrt(left));
    }

    /** The bound at t that spends the increment, infinite where that is nothing. */
    static double bound(Region region, double t, double increment) {
        return increment < SMALLEST ? Double.POSITIVE_INFINITY : solve(region, t, increment);
    }

    /**
     * Newton's method on the logarithm of the exit: an absolute tolerance would stop far too early where the increment is
     * tiny. The logarithm is concave, so from above the root the steps stay above it; where they fail, bisection.
     */
    private static double solve(Region region, double t, double increment) {
        double target = StrictMath.log(increment);
        double low = -Region.REACH;
        double high = Normal.upperQuantile(increment);
        double bound = high;
        for (int i = 0; i < 200 && high - low > EXACT; i++) {
            double exit = region.exit(t, bound, 0);
            double gap = StrictMath.log(exit) - target;
            if (gap > 0) {
                low = bound;
            } else {
                high = bound;
            }
            double next = exit > 0 ? bound + gap * exit / region.density(t, bound) : Double.NaN;
            if (Math.abs(next - bound) < EXACT) {
                return next;
            }
            bound = next > low && next < high ? next : (low + high) / 2;
        }
        return (low + high) / 2;
    }

    private static double[] times(double[] unit, double c) {
        return Arrays.stream(unit).map(x -> x * c).toArray();
    }

    static void checkRising(double[] information) {
        double before = 0;
        for (double t : information) {
            if (!(t > before * (1 + Region.LEAST_RISE)) || Double.isInfinite(t)) {
                throw new IllegalArgumentException(
                        "information: " + Arrays.toString(information) + " (expected: above 0 and rising)");
            }
            before = t;
        }
    }
}

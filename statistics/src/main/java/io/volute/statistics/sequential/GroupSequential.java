package io.volute.statistics.sequential;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.distribution.Quadrature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Group sequential tests by recursive integration of {@code B = Z sqrt t} over the region in which the experiment goes on
 * (Armitage, McPherson, Rowe 1969), 200 Gauss-Legendre nodes. Information fractions are {@code (1 / se^2)} of a look over
 * the planned one. Cost O(looks x nodes^2).
 */
public final class GroupSequential {

    private static final int NODES = 200;
    private static final double REACH = 10;
    private static final double SMALLEST = 1e-12;
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

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
    public static List<Double> bounds(double[] information, double alpha, Spending spending, boolean last) {
        checkRising(information);
        List<Double> bounds = new ArrayList<>();
        Region region = Region.start();
        double spent = 0;
        for (int k = 0; k < information.length; k++) {
            boolean closing = last && k == information.length - 1;
            double increment = (closing ? alpha : spending.spent(alpha, information[k])) - spent;
            double bound = increment < SMALLEST ? Double.POSITIVE_INFINITY : solve(region, information[k], increment);
            spent += Double.isInfinite(bound) ? 0 : increment;
            bounds.add(bound);
            region = region.next(information[k], bound, false, 0);
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
            total += region.exit(information[k], bounds[k], drift);
            total += bothSides ? region.exitBelow(information[k], -bounds[k], drift) : 0;
            region = region.next(information[k], bounds[k], bothSides, drift);
        }
        return total;
    }

    /**
     * How many times the rows of a fixed plan a sequential one with these looks needs for the same power.
     *
     * @param information fractions of all looks; the last is 1
     */
    public static double inflation(double[] information, double alpha, Spending spending, double power) {
        double[] limits = bounds(information, alpha, spending, true).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double fixed = Normal.upperQuantile(alpha) + Normal.quantile(power);
        double low = fixed * .9;
        double high = fixed * 2;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (crossing(information, limits, false, middle) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high * high / (fixed * fixed);
    }

    private static double solve(Region region, double t, double increment) {
        // In logarithms: an absolute tolerance would stop far too early where the increment is tiny.
        double target = Math.log(increment);
        double low = -REACH;
        double high = 4 * REACH;
        for (int i = 0; i < 200 && high - low > 1e-13; i++) {
            double middle = (low + high) / 2;
            if (Math.log(region.exit(t, middle, 0)) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static void checkRising(double[] information) {
        double before = 0;
        for (double t : information) {
            if (!(t > before)) {
                throw new IllegalArgumentException(
                        "information: " + Arrays.toString(information) + " (expected: above 0 and rising)");
            }
            before = t;
        }
    }

    /** The density of B over the region in which the experiment has gone on, as weighted nodes. */
    private static final class Region {

        private final double time;
        private final double[] nodes;
        private final double[] mass;

        private Region(double time, double[] nodes, double[] mass) {
            this.time = time;
            this.nodes = nodes;
            this.mass = mass;
        }

        static Region start() {
            return new Region(0, new double[] {0}, new double[] {1});
        }

        double exit(double t, double bound, double drift) {
            return tail(t, bound, drift, 1);
        }

        double exitBelow(double t, double bound, double drift) {
            return tail(t, bound, drift, -1);
        }

        private double tail(double t, double bound, double drift, int side) {
            if (Double.isInfinite(bound)) {
                return 0;
            }
            double dt = t - time;
            double sum = 0;
            for (int i = 0; i < nodes.length; i++) {
                double gap = bound * Math.sqrt(t) - nodes[i] - drift * dt;
                sum += mass[i] * Normal.survival(side * gap / Math.sqrt(dt));
            }
            return sum;
        }

        Region next(double t, double bound, boolean bothSides, double drift) {
            double root = Math.sqrt(t);
            double dt = t - time;
            double high = Math.min(bound, REACH + drift * root) * root;
            double low =
                    bothSides ? Math.max(-bound * root, (drift * root - REACH) * root) : (drift * root - REACH) * root;
            double[][] rule = Quadrature.legendre(NODES);
            double[] at = new double[NODES];
            double[] weighted = new double[NODES];
            for (int j = 0; j < NODES; j++) {
                at[j] = low + (rule[0][j] + 1) / 2 * (high - low);
                double density = 0;
                for (int i = 0; i < nodes.length; i++) {
                    double gap = at[j] - nodes[i] - drift * dt;
                    // Inline: the library's density is exact to the last bit, and many times slower.
                    density += mass[i] * Math.exp(-gap * gap / (2 * dt));
                }
                weighted[j] = rule[1][j] / 2 * (high - low) * density / (ROOT_TWO_PI * Math.sqrt(dt));
            }
            return new Region(t, at, weighted);
        }
    }
}

package io.volute.statistics.ledger;

import io.volute.statistics.Estimate;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Simulated paths of cumulative net value. What is uncertain (effect, unit value, decay) is drawn <em>once for each
 * path</em>: fresh draws for each period would shrink the interval by the root of their number. Path i of a seed is the
 * same whatever the number of paths. Immutable; thread-safe.
 */
public final class NetPaths {

    private final double[][] paths;
    /** Values of a period in order, once somebody asked for them. */
    private final AtomicReferenceArray<double[]> ascending;

    /** Takes ownership. */
    private NetPaths(double[][] paths) {
        this.paths = paths;
        this.ascending = new AtomicReferenceArray<>(paths[0].length);
    }

    private double[] ascending(int period) {
        double[] known = ascending.get(period);
        if (known == null) {
            known = new double[paths.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = paths[i][period];
            }
            Arrays.sort(known);
            ascending.set(period, known);
        }
        return known;
    }

    /** Gives one path. */
    @FunctionalInterface
    public interface Model {

        /**
         * Cumulative net value after 0, 1, 2 … periods.
         *
         * @param draws take what is uncertain from it, once
         * @return at least one value, finite; the same number in each path
         */
        double[] path(Draws draws);
    }

    /**
     * Draws paths, usually 10,000.
     *
     * @throws IllegalArgumentException without paths, or if paths are empty, of unequal length or not finite
     */
    public static NetPaths simulate(int count, long seed, Model model) {
        if (count < 1) {
            throw new IllegalArgumentException("paths: " + count + " (expected: >= 1)");
        }
        double[][] paths = new double[count][];
        for (int i = 0; i < count; i++) {
            paths[i] = model.path(Draws.of(seed, i)).clone();
        }
        return of(paths);
    }

    /**
     * Paths that were made elsewhere; takes ownership of the arrays.
     *
     * @throws IllegalArgumentException if paths are empty, of unequal length or not finite
     */
    public static NetPaths of(double[][] paths) {
        for (int i = 0; i < paths.length; i++) {
            if (paths[i].length == 0 || paths[i].length != paths[0].length) {
                throw new IllegalArgumentException("path " + i + ": " + paths[i].length + " periods (expected: "
                        + Math.max(1, paths[0].length) + ")");
            }
            for (double value : paths[i]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("path " + i + ": " + value + " (expected: finite values)");
                }
            }
        }
        return new NetPaths(paths);
    }

    /** Value of a path after a period. */
    double at(int path, int period) {
        return paths[path][period];
    }

    /** The last period, counted from 0. */
    public int horizon() {
        return paths[0].length - 1;
    }

    /**
     * Mean over paths after the period, with the quantiles that hold the share given; method {@code paths}; n counts
     * paths, not rows.
     *
     * @param coverage in {@code (0, 1)}, such as .95
     */
    public Estimate net(int period, double coverage) {
        double tail = (1 - coverage) / 2;
        double mean = 0;
        for (double[] path : paths) {
            mean += path[period] / paths.length;
        }
        double[] values = ascending(period);
        return new Estimate(
                mean, Bootstrap.quantile(values, tail), Bootstrap.quantile(values, 1 - tail), paths.length, "paths");
    }

    /** {@link #net} of every period from 0 to the horizon: the fan. */
    public List<Estimate> fan(double coverage) {
        List<Estimate> fan = new ArrayList<>();
        for (int period = 0; period <= horizon(); period++) {
            fan.add(net(period, coverage));
        }
        return List.copyOf(fan);
    }

    /**
     * Median over paths after each period from 0 to the horizon, with the quantiles that hold the share given; method
     * {@code paths-median}; n counts paths. Beside {@link #fan}, for what is skewed.
     *
     * @param coverage in {@code (0, 1)}, such as .8
     */
    public List<Estimate> medians(double coverage) {
        List<Estimate> fan = new ArrayList<>();
        for (int period = 0; period <= horizon(); period++) {
            fan.add(median(period, coverage));
        }
        return List.copyOf(fan);
    }

    /** {@link #medians} of one period. */
    public Estimate median(int period, double coverage) {
        double tail = (1 - coverage) / 2;
        double[] values = ascending(period);
        return new Estimate(
                Bootstrap.quantile(values, .5),
                Bootstrap.quantile(values, tail),
                Bootstrap.quantile(values, 1 - tail),
                paths.length,
                "paths-median");
    }

    /** Share of the paths whose net value after the period is below this one. */
    public double below(int period, double value) {
        int count = 0;
        for (double net : ascending(period)) {
            if (net >= value) {
                break;
            }
            count++;
        }
        return (double) count / paths.length;
    }

    /** When the paths first reach 0. */
    public BreakEven breakEven() {
        double[] crossings = new double[paths.length];
        int[] reached = new int[horizon() + 1];
        for (int i = 0; i < paths.length; i++) {
            crossings[i] = crossing(paths[i]);
            if (crossings[i] <= horizon()) {
                reached[(int) Math.ceil(crossings[i])]++;
            }
        }
        Arrays.sort(crossings);
        List<Double> by = new ArrayList<>();
        long sum = 0;
        for (int count : reached) {
            sum += count;
            by.add((double) sum / paths.length);
        }
        return new BreakEven(by, finite(crossings, .1), finite(crossings, .5), finite(crossings, .9));
    }

    /** The first time at 0 or above, linear within its period; infinite where the path does not get there. */
    private static double crossing(double[] path) {
        if (path[0] >= 0) {
            return 0;
        }
        for (int t = 1; t < path.length; t++) {
            if (path[t] >= 0) {
                double before = path[t - 1];
                return t - 1 - before / (path[t] - before);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static OptionalDouble finite(double[] ascending, double p) {
        double value = ascending[(int) Math.ceil(p * ascending.length) - 1];
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}

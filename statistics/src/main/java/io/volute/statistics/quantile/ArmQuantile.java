package io.volute.statistics.quantile;

import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A quantile of one arm with what its variance needs: two order statistics around it, {@value #Z} standard errors of its
 * rank away on either side, {@code variance = ((high - low) / 2z)^2} (Deng, Knoblich, Lu, KDD 2018). Where one unit has
 * several events, the variance is <em>multiplied</em> by how much the units raise the error of the share below the
 * quantile. A table engine that can sort may fill the components itself.
 *
 * @param level of the quantile, in {@code (0, 1)}
 * @param n values
 * @param units independent units that have them; n if each has one
 * @param value the quantile
 * @param low value at rank {@code n (level - z sqrt(level (1 - level) / n))}, rounded down
 * @param high value at rank {@code n (level + z sqrt(level (1 - level) / n))}, rounded up
 * @param clusterFactor variance by units of the share of values at or below the quantile, over that of independent
 *     values; 1 if each unit has one value
 */
public record ArmQuantile(
        double level, long n, long units, double value, double low, double high, double clusterFactor) {

    static final double Z = 1.959963984540054;

    /** @throws IllegalArgumentException if a component is out of its range */
    public ArmQuantile {
        if (!(level > 0 && level < 1) || n < 0 || units < 0 || units > n || !(low <= high) || !(clusterFactor >= 0)) {
            throw new IllegalArgumentException(
                    "quantile " + level + ": n " + n + ", units " + units + ", order statistics "
                            + low + " and " + high + ", cluster factor " + clusterFactor
                            + " (expected: level in (0, 1), units <= n, low <= high, factor >= 0)");
        }
    }

    /**
     * Of values of independent units, in any order.
     *
     * @throws IllegalArgumentException without values or if the level is not in {@code (0, 1)}
     */
    public static ArmQuantile of(double[] values, double level) {
        return of(values, values.length, level, 1);
    }

    /**
     * Of events inside units.
     *
     * @param unit the unit of each event
     * @throws IllegalArgumentException if lengths differ, without values, or if the level is not in {@code (0, 1)}
     */
    public static ArmQuantile of(double[] values, long[] unit, double level) {
        if (values.length != unit.length) {
            throw new IllegalArgumentException(
                    "events: " + values.length + " values, " + unit.length + " units (expected: one for each)");
        }
        double quantile = of(values, level).value();
        Map<Long, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            double[] sum = sums.computeIfAbsent(unit[i], key -> new double[2]);
            sum[0] += values[i] <= quantile ? 1 : 0;
            sum[1]++;
        }
        Moments below = PairMoments.of(
                        sums.values().stream().mapToDouble(sum -> sum[0]).toArray(),
                        sums.values().stream().mapToDouble(sum -> sum[1]).toArray())
                .ratio();
        return of(values, sums.size(), level, below.meanVariance() / (level * (1 - level) / values.length));
    }

    private static ArmQuantile of(double[] values, long units, double level, double factor) {
        if (values.length == 0 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "quantile " + level + " of " + values.length + " values (expected: in (0, 1), at least one value)");
        }
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        int n = ascending.length;
        double half = Z * Math.sqrt(level * (1 - level) / n);
        int low = (int) Math.max(1, Math.floor(n * (level - half)));
        int high = (int) Math.min(n, Math.ceil(n * (level + half)));
        return new ArmQuantile(
                level, n, units, Bootstrap.quantile(ascending, level), ascending[low - 1], ascending[high - 1], factor);
    }

    /** Variance of the quantile. */
    public double variance() {
        double deviation = (high - low) / (2 * Z);
        return deviation * deviation * clusterFactor;
    }

    /**
     * Why the variance cannot be told: code {@code too-few-rows} if the ranks around the quantile do not fit into the
     * values, {@code tied} if the values there are all the same.
     */
    public Optional<Refused> refusal() {
        double needed = Z * Z * Math.max(level / (1 - level), (1 - level) / level);
        if (!(n > needed)) {
            return Optional.of(Refused.tooFew("values for the quantile " + level, n, (long) Math.floor(needed) + 1));
        }
        if (units < 2) {
            return Optional.of(Refused.tooFew("units", units, 2));
        }
        if (low == high || clusterFactor == 0) {
            return Optional.of(new Refused(
                    "tied",
                    "values around the quantile " + level + ": all " + low + " (expected: values that differ)",
                    "choose another quantile, or compare the shares above " + low));
        }
        return Optional.empty();
    }

    /** As moments of its units, for every method that takes means and their errors. */
    public Moments moments() {
        return new Moments(units, value, units < 2 ? 0 : variance() * units * (units - 1.0));
    }
}

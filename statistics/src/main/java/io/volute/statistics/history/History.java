package io.volute.statistics.history;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Whether a new value goes with earlier ones of its kind, at a declared chance of a false alarm. */
public final class History {
    /** With fewer earlier values their spread is not known well enough. */
    public static final int LEAST = 8;
    /** Makes the median absolute deviation of a normal variable its standard deviation. */
    private static final double MAD = 1.4826;

    private static final int SIMULATIONS = 10_000;
    private static final long SEED = 20_260_101L;

    private History() {}

    /**
     * Between which ends a new value raises no alarm.
     *
     * @param n earlier values
     * @param method {@code median-mad}, or {@code poisson} for sampling error only
     */
    public record Bounds(double median, double low, double high, int n, String method) {}

    /**
     * The median of the earlier values with {@code c(k, alpha)} times 1.4826 MAD on either side, where {@code c} is the
     * {@link #critical} value.
     *
     * @param critical of as many values
     * @return empty with fewer than {@link #LEAST} values or without spread, where {@link #poisson} is left
     */
    public static Optional<Bounds> robust(double[] past, double critical) {
        double median = median(past);
        double spread = MAD * mad(past, median);
        return past.length < LEAST || spread == 0
                ? Optional.empty()
                : Optional.of(new Bounds(
                        median, median - critical * spread, median + critical * spread, past.length, "median-mad"));
    }

    /**
     * The sampling error of counts that are all of one rate: given the sum {@code S} of k earlier counts a new count
     * {@code y} is binomial of {@code y + S} with chance {@code 1 / (k + 1)}; the bounds hold every y that a two-sided
     * exact test at {@code alpha} does not reject.
     *
     * @param past whole numbers, at least one
     */
    public static Bounds poisson(double[] past, double alpha) {
        long sum = Math.round(Arrays.stream(past).sum());
        double chance = 1.0 / (past.length + 1);
        long low = Math.round((double) sum / past.length);
        long high = low;
        while (low > 0 && lower(low - 1, sum, chance) >= alpha / 2) {
            low--;
        }
        while (upper(high + 1, sum, chance) >= alpha / 2) {
            high++;
        }
        return new Bounds(median(past), low, high, past.length, "poisson");
    }

    /**
     * {@code c} with {@code P(|Y - med| > c 1.4826 MAD) = alpha} for k + 1 independent normal values, of which Y is the
     * new one: by seeded simulation of median and MAD, and given these exactly. Student's t would alarm 1.5 to 4 times
     * too often, as the MAD of few values is far less certain than their standard deviation.
     *
     * @param k earlier values, at least {@link #LEAST}
     * @param alpha chance of a false alarm, above 0 and below 1
     */
    public static double critical(int k, double alpha) {
        if (k < LEAST || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("critical value of " + k + " values at " + alpha
                    + " (expected: at least " + LEAST + " values, a chance between 0 and 1)");
        }
        double[] medians = new double[SIMULATIONS];
        double[] spreads = new double[SIMULATIONS];
        double[] values = new double[k];
        Draws draws = Draws.of(SEED, k);
        for (int i = 0; i < SIMULATIONS; i++) {
            Arrays.setAll(values, j -> draws.normal());
            medians[i] = median(values);
            spreads[i] = MAD * mad(values, medians[i]);
        }
        double low = 0;
        double high = 1;
        while (alarms(high, medians, spreads) > alpha) {
            low = high;
            high *= 2;
        }
        while (high - low > 1e-4) {
            double middle = (low + high) / 2;
            if (alarms(middle, medians, spreads) > alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double alarms(double critical, double[] medians, double[] spreads) {
        double sum = 0;
        for (int i = 0; i < medians.length; i++) {
            double far = critical * spreads[i];
            sum += Normal.survival(far + medians[i]) + Normal.survival(far - medians[i]);
        }
        return sum / medians.length;
    }

    private static double lower(long count, long sum, double chance) {
        return BinomialDistribution.of(Math.toIntExact(count + sum), chance).cumulativeProbability((int) count);
    }

    private static double upper(long count, long sum, double chance) {
        return BinomialDistribution.of(Math.toIntExact(count + sum), chance).survivalProbability((int) count - 1);
    }

    private static double mad(double[] values, double median) {
        return median(
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

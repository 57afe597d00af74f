package io.volute.statistics.bootstrap;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The bootstrap over units (rows where rows are independent, else persons, clusters or blocks of time). Draw b of a seed
 * is the same whatever else is drawn, so that two figures of one seed are compared on the same resamples.
 */
public final class Bootstrap {

    /** Fewer units than this carry no interval. */
    public static final int UNITS_MIN = 20;

    private static final int JACKKNIFE_BLOCKS = 200;

    private Bootstrap() {}

    /**
     * 95 % interval, bias-corrected and accelerated (Efron 1987), acceleration from a jackknife over at most 200 blocks;
     * method {@code bca}; n counts units.
     *
     * @param units number of units
     * @param draws resamples, usually 2,000
     * @param statistic from how often each unit is in the resample to the figure; NaN where it is undefined; several
     *     threads may ask it at once
     * @return refused below {@value #UNITS_MIN} units, with code {@code undefined} if the figure exists for fewer than 95
     *     of 100 resamples, with code {@code no-variance} if all resamples agree
     */
    public static Figure bca(int units, int draws, long seed, ToDoubleFunction<int[]> statistic) {
        if (units < UNITS_MIN) {
            return Refused.tooFew("units", units, UNITS_MIN);
        }
        int[] once = new int[units];
        Arrays.fill(once, 1);
        double value = statistic.applyAsDouble(once);
        double[] resampled = finite(Resampling.values(units, draws, seed, statistic));
        if (!Double.isFinite(value) || resampled.length < .95 * draws) {
            return new Refused(
                    "undefined",
                    "defined in " + resampled.length + " of " + draws + " resamples (expected: nearly all)",
                    "collect more rows of the rarer kind");
        }
        Arrays.sort(resampled);
        if (resampled[0] == resampled[resampled.length - 1]) {
            return Refused.noVariance("the figure");
        }
        double bias = bias(resampled, value);
        double acceleration = acceleration(units, statistic);
        return new Estimate(
                value,
                quantile(resampled, level(.025, bias, acceleration)),
                quantile(resampled, level(.975, bias, acceleration)),
                units,
                "bca");
    }

    /**
     * Mean with the bootstrap-t interval (Efron 1982), 95 %: for skewed values, where the plain t interval is too short
     * on the long side; method {@code bootstrap-t}.
     *
     * @return refused below {@value #UNITS_MIN} values, or without variance
     */
    public static Figure studentised(double[] values, int draws, long seed) {
        int n = values.length;
        if (n < UNITS_MIN) {
            return Refused.tooFew("units", n, UNITS_MIN);
        }
        Moments sample = Moments.of(values);
        if (sample.m2() == 0) {
            return Refused.noVariance("the metric");
        }
        double[] t = finite(Resampling.values(n, draws, seed, weights -> {
            Moments drawn = weighted(values, weights);
            return drawn.m2() == 0 ? Double.NaN : (drawn.mean() - sample.mean()) / drawn.standardError();
        }));
        if (t.length < .95 * draws) {
            return new Refused(
                    "undefined",
                    t.length + " of " + draws + " resamples vary (expected: nearly all)",
                    "the figure rests on a handful of rows; read them by name");
        }
        Arrays.sort(t);
        return new Estimate(
                sample.mean(),
                sample.mean() - quantile(t, .975) * sample.standardError(),
                sample.mean() - quantile(t, .025) * sample.standardError(),
                n,
                "bootstrap-t");
    }

    /**
     * Difference of two means, {@code treatment - control}, with the bootstrap-t interval: each arm is resampled by itself,
     * t is studentised by Welch's error; 95 %, method {@code bootstrap-t}. For arms too skewed for Welch's interval.
     *
     * @return refused below {@value #UNITS_MIN} units in an arm, or if both arms are constant
     */
    public static Figure studentisedDifference(double[] treatment, double[] control, int draws, long seed) {
        int fewest = Math.min(treatment.length, control.length);
        if (fewest < UNITS_MIN) {
            return Refused.tooFew("units in the smaller arm", fewest, UNITS_MIN);
        }
        Moments t = Moments.of(treatment);
        Moments c = Moments.of(control);
        double error = Math.sqrt(t.meanVariance() + c.meanVariance());
        if (error == 0) {
            return Refused.noVariance("the metric in both arms");
        }
        double d = t.mean() - c.mean();
        double[] ascending = finite(Resampling.values(draws, seed, () -> {
            int[] weightsT = new int[treatment.length];
            int[] weightsC = new int[control.length];
            return stream -> {
                Resampling.draw(stream, weightsT);
                Resampling.draw(stream, weightsC);
                Moments drawnT = weighted(treatment, weightsT);
                Moments drawnC = weighted(control, weightsC);
                double drawnError = Math.sqrt(drawnT.meanVariance() + drawnC.meanVariance());
                return drawnError > 0 ? (drawnT.mean() - drawnC.mean() - d) / drawnError : Double.NaN;
            };
        }));
        if (ascending.length < .95 * draws) {
            return new Refused(
                    "undefined",
                    ascending.length + " of " + draws + " resamples vary (expected: nearly all)",
                    "the figure rests on a handful of units; read them by name");
        }
        Arrays.sort(ascending);
        return new Estimate(
                d,
                d - quantile(ascending, .975) * error,
                d - quantile(ascending, .025) * error,
                (long) treatment.length + control.length,
                "bootstrap-t");
    }

    /** Quantile of ascending values by linear interpolation (type 7 of Hyndman, Fan 1996). */
    public static double quantile(double[] ascending, double p) {
        double place = p * (ascending.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    private static Moments weighted(double[] values, int[] weights) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            n += weights[i];
        }
        double mean = sum / n;
        double m2 = 0;
        for (int i = 0; i < values.length; i++) {
            m2 += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        return new Moments(n, mean, m2);
    }

    private static double bias(double[] ascending, double value) {
        int below = 0;
        int equal = 0;
        for (double drawn : ascending) {
            below += drawn < value ? 1 : 0;
            equal += drawn == value ? 1 : 0;
        }
        // Ties count half, else a figure with few distinct values looks biased.
        double share = (below + equal / 2.0) / ascending.length;
        double edge = .5 / ascending.length;
        return Normal.quantile(Math.min(1 - edge, Math.max(edge, share)));
    }

    private static double acceleration(int units, ToDoubleFunction<int[]> statistic) {
        int blocks = Math.min(units, JACKKNIFE_BLOCKS);
        double[] left = new double[blocks];
        int[] weights = new int[units];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < units; i++) {
                weights[i] = i % blocks == block ? 0 : 1;
            }
            left[block] = statistic.applyAsDouble(weights);
            if (!Double.isFinite(left[block])) {
                return 0;
            }
        }
        double mean = Moments.of(left).mean();
        double squares = 0;
        double cubes = 0;
        for (double value : left) {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    private static double level(double p, double bias, double acceleration) {
        double z = bias + Normal.quantile(p);
        return Normal.cdf(bias + z / (1 - acceleration * z));
    }
}

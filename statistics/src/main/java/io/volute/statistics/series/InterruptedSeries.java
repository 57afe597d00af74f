package io.volute.statistics.series;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a series did from a date on, against what it would have done: a {@link LocalLevel} with seasonal dummies and
 * regressors is fitted before the date and simulated beyond it (Brodersen et al., Annals of Applied Statistics 2015), with
 * level, slopes and both variances drawn from what the values before leave open.
 * Rests on nothing else having happened at the date; {@link #placebos} look for effects where nothing happened.
 *
 * @param average effect per value after the date, 95 % of the simulated paths; method {@code interrupted-series}; n counts
 *     values before
 * @param total the sum of the effects; the same paths
 * @param mape mean absolute error of predictions one step ahead before the date, as a share of the value, over values that
 *     are not 0; empty if refused
 * @param autocorrelation of neighbouring standardised residuals before the date: far from 0, the model misses something;
 *     empty if refused
 */
public record InterruptedSeries(Figure average, Figure total, OptionalDouble mape, OptionalDouble autocorrelation) {

    /** Paths that are simulated. */
    public static final int PATHS = 10_000;

    private static final int SHORTEST = 8;

    /**
     * The effect from one date on.
     *
     * @param y the series
     * @param date place of the first value that may be affected
     * @param season length of the season in values, 1 for none; season - 1 dummies are added
     * @param x further regressors over the whole series, which the treatment must not touch
     * @return figures refused with code {@code too-few-rows} below two seasons (and {@value #SHORTEST} values, and three
     *     more than regressors) before the date, {@code no-post-period} if the date is not inside the series,
     *     {@code no-variance} if the series is constant before
     * @throws IllegalArgumentException if a regressor has another length, or cannot be told from the others before the date
     */
    public static InterruptedSeries at(double[] y, int date, int season, long seed, double[]... x) {
        return of(y, date, season, seed, PATHS, x);
    }

    /**
     * The same with dates at which nothing happened: places spread evenly over the second half of the values before the
     * date, each analysed on the values before the true date alone, as far beyond the placebo as the true period is long if
     * so many are left.
     *
     * @param dates how many placebos
     * @return by place; those too early for a fit are left out
     */
    public static List<Placebo> placebos(double[] y, int date, int season, long seed, int dates, double[]... x) {
        List<Placebo> placebos = new ArrayList<>();
        for (int k = 1; k <= dates; k++) {
            int place = date / 2 + (int) ((long) (date - date / 2) * k / (dates + 1));
            int end = Math.min(date, place + Math.max(1, y.length - date));
            if (place < shortest(season, x.length) || place >= end) {
                continue;
            }
            double[][] until =
                    Arrays.stream(x).map(column -> Arrays.copyOf(column, end)).toArray(double[][]::new);
            placebos.add(new Placebo(
                    place,
                    of(Arrays.copyOf(y, end), place, season, seed + k, PATHS, until)
                            .average()));
        }
        return placebos;
    }

    /**
     * An effect where nothing happened.
     *
     * @param place first value that counts as after
     * @param average effect per value; should cover 0
     */
    public record Placebo(int place, Figure average) {

        /** Whether no effect is seen, as it should be. */
        public boolean silent() {
            return average.found().map(found -> found.covers(0)).orElse(true);
        }
    }

    static InterruptedSeries of(double[] y, int date, int season, long seed, int paths, double[]... x) {
        for (double[] column : x) {
            if (column.length != y.length) {
                throw new IllegalArgumentException(
                        "regressor: " + column.length + " values (expected: " + y.length + ")");
            }
        }
        if (date < shortest(season, x.length)) {
            return refused(Refused.tooFew("values before the date", date, shortest(season, x.length)));
        }
        if (date >= y.length) {
            return refused(new Refused(
                    "no-post-period",
                    "values from the date on: 0 of " + y.length + " (expected: at least one)",
                    "wait for the first value after the date"));
        }
        double[] before = Arrays.copyOf(y, date);
        if (Arrays.stream(before).allMatch(value -> value == before[0])) {
            return refused(Refused.noVariance("the series before the date"));
        }
        double[][] all = withSeason(x, season, y.length);
        double[][] until =
                Arrays.stream(all).map(column -> Arrays.copyOf(column, date)).toArray(double[][]::new);
        LocalLevel model = LocalLevel.fit(before, until);
        OpenVariances open = OpenVariances.of(before, until);
        double[][] beyond = Arrays.stream(all)
                .map(column -> Arrays.copyOfRange(column, date, y.length))
                .toArray(double[][]::new);
        int n = y.length - date;
        double[] effects = new double[paths];
        double[] path = new double[n];
        double observed = 0;
        for (int h = date; h < y.length; h++) {
            observed += y[h];
        }
        for (int k = 0; k < paths; k++) {
            open.path(beyond, Draws.of(seed, k), path);
            double sum = 0;
            for (double value : path) {
                sum += value;
            }
            effects[k] = (observed - sum) / n;
        }
        model.path(beyond, new double[all.length + 1 + 2 * n], path);
        double expected = Arrays.stream(path).sum();
        Arrays.sort(effects);
        Estimate average = new Estimate(
                (observed - expected) / n,
                Bootstrap.quantile(effects, .025),
                Bootstrap.quantile(effects, .975),
                date,
                "interrupted-series");
        return new InterruptedSeries(
                average, average.scaled(effect -> effect * n), mape(before, model), neighbours(model.standardised()));
    }

    private static int shortest(int season, int regressors) {
        if (season < 1) {
            throw new IllegalArgumentException("season: " + season + " (expected: >= 1)");
        }
        return Math.max(Math.max(SHORTEST, 2 * season), season - 1 + regressors + 3);
    }

    private static double[][] withSeason(double[][] x, int season, int n) {
        double[][] all = Arrays.copyOf(x, x.length + season - 1);
        for (int s = 1; s < season; s++) {
            double[] dummy = new double[n];
            for (int t = s; t < n; t += season) {
                dummy[t] = 1;
            }
            all[x.length + s - 1] = dummy;
        }
        return all;
    }

    private static OptionalDouble mape(double[] before, LocalLevel model) {
        double sum = 0;
        int n = 0;
        double[] residuals = model.residuals();
        for (int t = 0; t < residuals.length; t++) {
            if (before[t + 1] != 0) {
                sum += Math.abs(residuals[t] / before[t + 1]);
                n++;
            }
        }
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / n);
    }

    private static OptionalDouble neighbours(double[] residuals) {
        double mean = Arrays.stream(residuals).average().orElse(0);
        double cross = 0;
        double squares = 0;
        for (int t = 0; t < residuals.length; t++) {
            double d = residuals[t] - mean;
            squares += d * d;
            cross += t == 0 ? 0 : d * (residuals[t - 1] - mean);
        }
        return squares == 0 ? OptionalDouble.empty() : OptionalDouble.of(cross / squares);
    }

    private static InterruptedSeries refused(Refused why) {
        return new InterruptedSeries(why, why, OptionalDouble.empty(), OptionalDouble.empty());
    }
}

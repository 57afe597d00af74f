package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.effect.Readout.ReleaseEffect;
import io.volute.businessanalysis.ledger.Book.BreakEvenMonths;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.ledger.BreakEven;
import io.volute.statistics.ledger.NetPaths;
import io.volute.statistics.ledger.RoiForecast;
import io.volute.statistics.random.Draws;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sums the entries by month and draws the paths of the net value: each release's effect is drawn once for a path, normal
 * with the width of its interval, and holds for all months of that path.
 */
final class Bookkeeper {
    private final Calendar calendar;
    private final Lines lines;
    private final Optional<Entries> entries;
    private final List<Accruals.Accrual> accruals;
    private final String currency;
    private final String unit;
    private final Optional<BigDecimal> verified;

    Bookkeeper(
            Calendar calendar,
            Lines lines,
            Optional<Entries> entries,
            List<Accruals.Accrual> accruals,
            String currency,
            String unit,
            Optional<BigDecimal> verified) {
        this.calendar = calendar;
        this.lines = lines;
        this.entries = entries;
        this.accruals = List.copyOf(accruals);
        this.currency = currency;
        this.unit = unit;
        this.verified = verified;
    }

    /** The book and what it comes to. */
    record Kept(Book book, Optional<Standing> standing) {}

    Kept keep(int paths, long seed) {
        int n = calendar.months().size();
        BigDecimal[] cost = zeros(n);
        BigDecimal[] benefit = zeros(n);
        for (Lines.Sides line : lines.all()) {
            int at = calendar.index(line.month());
            cost[at] = cost[at].add(Accounts.cost(line.sides()));
            benefit[at] = benefit[at].add(Accounts.headline(line.sides()));
        }
        List<ReleaseEffect> measured = entries.map(Entries::measured).orElse(List.of());
        boolean earns =
                accruals.stream().anyMatch(accrual -> accrual.estimate().grade().counts());
        Optional<Fan> fan = (measured.isEmpty() && !earns) || n == 0
                ? Optional.empty()
                : Optional.of(Fan.draw(this, measured, cost, paths, seed));
        long[] byModel = byModel(measured, n);
        List<Book.Month> months = new ArrayList<>();
        BigDecimal spent = BigDecimal.ZERO;
        BigDecimal saved = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
            spent = spent.add(cost[i]);
            saved = saved.add(benefit[i]);
            int period = i + 1;
            double net = saved.subtract(spent).doubleValue();
            months.add(new Book.Month(
                    calendar.months().get(i).toString(),
                    cost[i],
                    spent,
                    byModel[i],
                    benefit[i],
                    fan.map(drawn -> drawn.around(net, period, .95)),
                    fan.map(drawn -> drawn.around(net, period, .80))));
        }
        BigDecimal total = spent;
        double now = saved.subtract(spent).doubleValue();
        Figure net = fan.<Figure>map(drawn -> drawn.around(now, n, .95)).orElseGet(this::nothing);
        BigDecimal earned = saved;
        Book book = new Book(
                currency,
                months,
                total,
                net.scaled(value -> value + total.doubleValue()),
                net,
                fan.map(drawn -> months(drawn.paths().breakEven()))
                        .orElse(new BreakEvenMonths(Optional.empty(), Optional.empty(), Optional.empty(), 0)),
                basis(measured),
                verified);
        return new Kept(
                book,
                n == 0
                        ? Optional.empty()
                        : Optional.of(new Standing(
                                currency,
                                calendar.months().get(0).toString(),
                                total,
                                earned,
                                net.found().map(Estimate::low),
                                net.found().map(Estimate::high),
                                fan.map(drawn -> drawn.paths().below(n, 0)))));
    }

    private Refused nothing() {
        return new Refused(
                "no-effect",
                "no release whose effect can be told yet",
                "wait for known outcomes; costs are booked meanwhile");
    }

    private String basis(List<ReleaseEffect> measured) {
        List<String> basis = new ArrayList<>();
        if (!measured.isEmpty()) {
            long decided =
                    measured.stream().mapToLong(ReleaseEffect::decidedByModel).sum();
            basis.add(Numbers.count(decided) + " " + unit + "s that the model decided, times the paired effect of "
                    + (measured.size() == 1 ? "its release" : "each of " + measured.size() + " releases"));
        }
        accruals.forEach(accrual ->
                basis.add(accrual.estimate().id() + " of " + accrual.estimate().initiative() + ", grade "
                        + accrual.estimate().grade()));
        return basis.isEmpty() ? "no benefit is booked while no effect can be told" : String.join("; ", basis);
    }

    private BreakEvenMonths months(BreakEven breakEven) {
        return new BreakEvenMonths(
                month(breakEven.low()),
                month(breakEven.median()),
                month(breakEven.high()),
                1 - breakEven.probabilityBeyond());
    }

    /** Period t is the end of month t - 1; period 0 is before any decision. */
    private Optional<String> month(OptionalDouble period) {
        return period.isEmpty()
                ? Optional.empty()
                : Optional.of(calendar.months()
                        .get(Math.max(0, (int) Math.ceil(period.getAsDouble()) - 1))
                        .toString());
    }

    private long[] byModel(List<ReleaseEffect> measured, int n) {
        long[] counts = new long[n];
        measured.forEach(release -> release.byMonth()
                .forEach(month -> counts[calendar.index(YearMonth.parse(month.month()))] += month.byModel()));
        return counts;
    }

    private static BigDecimal[] zeros(int n) {
        BigDecimal[] values = new BigDecimal[n];
        Arrays.fill(values, new BigDecimal("0.00"));
        return values;
    }

    /** The drawn paths. */
    private record Fan(NetPaths paths) {
        /** What is booked, with the ends that hold this share of the paths. */
        Estimate around(double booked, int period, double coverage) {
            Estimate drawn = paths.net(period, coverage);
            return new Estimate(
                    booked, Math.min(drawn.low(), booked), Math.max(drawn.high(), booked), drawn.n(), drawn.method());
        }

        static Fan draw(Bookkeeper books, List<ReleaseEffect> measured, BigDecimal[] cost, int paths, long seed) {
            int n = cost.length;
            double width = Normal.upperQuantile(.025);
            double[] mean = new double[measured.size()];
            double[] deviation = new double[measured.size()];
            double[][] units = new double[measured.size()][n];
            for (int r = 0; r < measured.size(); r++) {
                Estimate effect = (Estimate) measured.get(r).paired();
                mean[r] = books.entries.orElseThrow().worth(effect);
                deviation[r] = (effect.high() - effect.low()) / 2 / width;
                for (var month : measured.get(r).byMonth()) {
                    units[r][books.calendar.index(YearMonth.parse(month.month()))] += month.byModel();
                }
            }
            double[] spent = new double[n];
            for (int i = 0; i < n; i++) {
                spent[i] = cost[i].doubleValue();
            }
            double[][] drawn = new double[paths][];
            List<Earning> earnings = books.accruals.stream()
                    .filter(accrual -> accrual.estimate().grade().counts())
                    .map(accrual -> Earning.of(accrual, paths, seed))
                    .toList();
            for (int p = 0; p < paths; p++) {
                Draws draws = Draws.of(seed, p);
                double[] path = new double[n + 1];
                for (int r = 0; r < mean.length; r++) {
                    double effect = draws.normal(mean[r], deviation[r]);
                    for (int i = 0; i < n; i++) {
                        path[i + 1] += effect * units[r][i];
                    }
                }
                for (Earning earning : earnings) {
                    earning.addTo(path, p, books.calendar);
                }
                // What the first month costs is spent before anything can be saved.
                path[0] = -spent[0];
                double sum = path[0];
                for (int i = 1; i <= n; i++) {
                    sum += path[i] - (i == 1 ? 0 : spent[i - 1]);
                    path[i] = sum;
                }
                drawn[p] = path;
            }
            return new Fan(NetPaths.of(drawn));
        }
    }

    /** An estimate's paths: what is booked for a month is as uncertain as what the estimate gives for it. */
    private static final class Earning {
        private final Accruals.Accrual accrual;
        private final RoiForecast forecast;
        /** By month, what is booked over what the paths give on average. */
        private final double[] weights;

        private Earning(Accruals.Accrual accrual, RoiForecast forecast, double[] weights) {
            this.accrual = accrual;
            this.forecast = forecast;
            this.weights = weights;
        }

        static Earning of(Accruals.Accrual accrual, int paths, long seed) {
            int months = accrual.months().size();
            RoiForecast forecast = RoiForecast.simulate(
                    new RoiForecast.Plan(List.of(accrual.line()), List.of(), months, 0), paths, seed);
            double[] weights = new double[months];
            for (int i = 0; i < months; i++) {
                double mean = 0;
                for (int p = 0; p < paths; p++) {
                    mean += forecast.benefit(p, i + 1) / paths;
                }
                weights[i] = mean == 0 ? 0 : accrual.booked().get(i).doubleValue() / mean;
            }
            return new Earning(accrual, forecast, weights);
        }

        void addTo(double[] path, int p, Calendar calendar) {
            for (int i = 0; i < weights.length; i++) {
                path[calendar.index(accrual.months().get(i)) + 1] += forecast.benefit(p, i + 1) * weights[i];
            }
        }
    }
}

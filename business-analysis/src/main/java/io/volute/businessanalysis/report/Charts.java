package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Plot;
import io.volute.core.contract.monitoring.SlotFinding;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The plots of the report; each title says the finding. */
final class Charts {
    /** How far two points of one place stand to the left and right of it, in places. */
    private static final double BESIDE = .07;

    /** Fewer known outcomes than this make no point worth drawing. */
    private static final int ROWS_MIN = 30;

    private final Html html;
    private final Facts facts;

    Charts(Html html, Facts facts) {
        this.html = html;
        this.facts = facts;
    }

    /** Cumulative benefit minus cost, with what the paths allow and when it pays back. */
    void fan() {
        List<Book.Month> months = facts.book().months();
        List<Double> net = new ArrayList<>();
        double low = 0;
        double high = 0;
        for (Book.Month month : months) {
            double value = month.net()
                    .map(Estimate::estimate)
                    .orElse(month.cumulativeCost().negate().doubleValue());
            net.add(value);
            low = Math.min(low, month.net().map(Estimate::low).orElse(value));
            high = Math.max(high, month.net().map(Estimate::high).orElse(value));
        }
        String title = fanTitle();
        caption(title);
        List<Double> at = positions(months.size());
        Plot plot = new Plot(
                        html,
                        "fan",
                        title,
                        "Saved minus spent at the end of each month, with the ranges that hold 80 % and 95 % of the paths.",
                        Plot.WIDE,
                        300,
                        months.size(),
                        low,
                        high)
                .scale(Numbers.sign(facts.currency()) + " saved minus spent", Words::thousands)
                .places(months.stream().map(Book.Month::month).toList(), every(months.size()));
        if (months.stream().allMatch(month -> month.net().isPresent())) {
            plot.band("band95", at, ends(months, false, false), ends(months, false, true));
            plot.band("band80", at, ends(months, true, false), ends(months, true, true));
        }
        plot.horizontal("zero", 0).curve("net", at, net);
        double top = high;
        index(months, facts.book().breakEven().median())
                .ifPresent(place -> plot.vertical("mark", place)
                        .label(
                                "note",
                                place,
                                top,
                                5,
                                4,
                                "start",
                                "first paid back " + months.get(place).month()));
        int last = months.size() - 1;
        plot.label("value", last, net.get(last), 8, 4, "start", signed(net.get(last)));
        months.get(last)
                .net()
                .ifPresent(range -> plot.label("note", last, range.high(), 8, 4, "start", "95 %")
                        .label("note", last, range.low(), 8, 4, "start", signed(range.low())));
        plot.end();
    }

    private String fanTitle() {
        var breakEven = facts.book().breakEven();
        if (facts.book().months().stream().noneMatch(month -> month.net().isPresent())) {
            return "Spent so far; what is saved cannot be told yet";
        }
        String last =
                facts.book().months().get(facts.book().months().size() - 1).month();
        double net = estimate(facts.book().net());
        return "By " + last + " " + facts.money(Math.abs(net))
                + (net < 0 ? " more spent than saved" : " more saved than spent")
                + breakEven
                        .median()
                        .map(month -> "; first paid back in " + month)
                        .orElse("; not paid back yet");
    }

    /** Cost per unit by quarter, rule and model on the same rows. */
    void quarters() {
        List<Readout.Period> periods = facts.readout().quarters().stream()
                .filter(period -> period.rows() >= ROWS_MIN
                        && period.rule() instanceof Estimate
                        && period.model() instanceof Estimate)
                .toList();
        if (periods.isEmpty()) {
            return;
        }
        long cheaper = periods.stream()
                .filter(period -> estimate(period.model()) < estimate(period.rule()))
                .count();
        String title = "The model cost less than today's rule in " + cheaper + " of " + periods.size() + " quarters";
        caption(title);
        double high = periods.stream()
                .mapToDouble(period -> Math.max(end(period.rule()), end(period.model())))
                .max()
                .orElse(1);
        Plot plot = new Plot(
                        html,
                        "quarters",
                        title,
                        "Cost per " + facts.objective().unit()
                                + " by quarter with 95 % ranges, both policies on the same " + facts.units()
                                + "; below each quarter its number of " + facts.units() + ".",
                        Plot.WIDE,
                        270,
                        periods.size(),
                        0,
                        high)
                .scale(
                        Numbers.sign(facts.currency()) + " a "
                                + facts.objective().unit(),
                        Numbers::rounded)
                .places(
                        periods.stream()
                                .map(period -> period.name() + " · " + period.rows())
                                .toList(),
                        periods.size() > 6 ? 2 : 1);
        launched(plot, periods, high);
        series(plot, "rule", periods, true, -BESIDE);
        series(plot, "model", periods, false, BESIDE);
        plot.end();
    }

    /** Where each release began to decide. */
    private void launched(Plot plot, List<Readout.Period> periods, double high) {
        for (Readout.ReleaseEffect release : facts.readout().releases()) {
            YearMonth from = YearMonth.parse(release.from());
            String quarter = from.getYear() + " Q" + (from.getMonthValue() + 2) / 3;
            IntStream.range(0, periods.size())
                    .filter(i -> periods.get(i).name().equals(quarter))
                    .findFirst()
                    .ifPresent(i -> {
                        double place = i + (from.getMonthValue() - 1) % 3 / 3.0 - 2 * BESIDE;
                        plot.vertical("mark", place).label("note", place, high, 4, 2, "start", "launch");
                    });
        }
    }

    private void series(Plot plot, String css, List<Readout.Period> periods, boolean rule, double shift) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            Estimate found =
                    (Estimate) (rule ? periods.get(i).rule() : periods.get(i).model());
            values.add(found.estimate());
            plot.whisker(
                    css,
                    i + shift,
                    found.estimate(),
                    Math.max(0, found.low()),
                    found.high(),
                    periods.get(i).name() + ", " + (rule ? "today's rule" : "model") + ": "
                            + Numbers.money(found, facts.currency()));
        }
        plot.curve(
                css,
                positions(periods.size()).stream().map(place -> place + shift).toList(),
                values);
        double last = values.get(values.size() - 1);
        double other = estimate(
                rule
                        ? periods.get(periods.size() - 1).model()
                        : periods.get(periods.size() - 1).rule());
        plot.label(
                css, periods.size() - 1.0, last, 12, last >= other ? -2 : 12, "start", rule ? "today's rule" : "model");
    }

    /** Missed share by year under both policies: all events, then each guardrail. */
    void missed(int guardrail) {
        List<Readout.Period> periods = facts.readout().years();
        List<Readout.MissedShare> shares = periods.stream()
                .map(period ->
                        guardrail < 0 ? period.anyMissed() : period.guardrails().get(guardrail))
                .toList();
        Readout.MissedShare all = guardrail < 0
                ? facts.readout().anyMissed()
                : facts.readout().guardrails().get(guardrail);
        if (all.events() == 0 || shares.stream().anyMatch(share -> share.events() == 0)) {
            return;
        }
        String title = Words.plain(all.name()) + ": " + Words.change(all);
        caption(title);
        double high = shares.stream()
                .mapToDouble(share -> Math.max(end(share.rule()), end(share.model())))
                .max()
                .orElse(1);
        Plot plot = new Plot(
                        html,
                        guardrail < 0 ? "missed-any" : "missed-" + guardrail,
                        title,
                        "Share of such " + facts.objective().event()
                                + " that was not acted upon, by year, with 95 % ranges.",
                        Plot.HALF,
                        220,
                        periods.size(),
                        0,
                        high)
                .scale("share missed", Numbers::percent)
                .places(
                        IntStream.range(0, periods.size())
                                .mapToObj(i -> periods.get(i).name() + " · "
                                        + shares.get(i).events())
                                .toList(),
                        1);
        for (int i = 0; i < shares.size(); i++) {
            share(plot, "rule", i - BESIDE, shares.get(i).rule(), periods.get(i).name() + ", today's rule: ");
            share(
                    plot,
                    "model",
                    i + BESIDE,
                    shares.get(i).model(),
                    periods.get(i).name() + ", model: ");
        }
        int last = shares.size() - 1;
        double rule = estimate(shares.get(last).rule());
        double model = estimate(shares.get(last).model());
        plot.label("rule", last, rule, 14, rule >= model ? -2 : 12, "start", "today's rule");
        plot.label("model", last, model, 14, model > rule ? -2 : 12, "start", "model");
        plot.end();
    }

    private static void share(Plot plot, String css, double place, Figure figure, String text) {
        Estimate found = (Estimate) figure;
        plot.whisker(css, place, found.estimate(), found.low(), found.high(), text + Numbers.percent(found));
    }

    /** What was estimated without outcomes against what came. */
    void performance(List<SlotFinding> slots, String title) {
        List<SlotFinding> shown = slots.stream()
                .filter(slot -> slot.estimatedCost() instanceof Estimate)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        caption(title);
        double high = shown.stream()
                .mapToDouble(slot -> Math.max(
                        end(slot.estimatedCost()),
                        slot.realisedCost().found().map(Estimate::estimate).orElse(0.0)))
                .max()
                .orElse(1);
        double low = shown.stream()
                .mapToDouble(slot -> ((Estimate) slot.estimatedCost()).low())
                .min()
                .orElse(0);
        List<Double> at = positions(shown.size());
        Plot plot = new Plot(
                        html,
                        "performance",
                        title,
                        "Cost per " + facts.objective().unit()
                                + " of the model by month: the band is what was estimated before any outcome was known,"
                                + " the points are what came.",
                        Plot.WIDE,
                        240,
                        shown.size(),
                        Math.min(0, low),
                        high)
                .scale(
                        Numbers.sign(facts.currency()) + " a "
                                + facts.objective().unit(),
                        Numbers::rounded)
                .places(shown.stream().map(slot -> slot.slot().toString()).toList(), every(shown.size()))
                .band(
                        "band95",
                        at,
                        shown.stream()
                                .map(slot -> ((Estimate) slot.estimatedCost()).low())
                                .toList(),
                        shown.stream()
                                .map(slot -> ((Estimate) slot.estimatedCost()).high())
                                .toList())
                .curve(
                        "net",
                        at,
                        shown.stream()
                                .map(slot -> estimate(slot.estimatedCost()))
                                .toList());
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).realisedCost() instanceof Estimate came) {
                plot.whisker(
                        "came",
                        i,
                        came.estimate(),
                        came.estimate(),
                        came.estimate(),
                        shown.get(i).slot() + ": " + Numbers.money(came, facts.currency()));
            }
        }
        plot.label(
                "note",
                shown.size() - 1.0,
                estimate(shown.get(shown.size() - 1).estimatedCost()),
                8,
                4,
                "start",
                "estimated");
        plot.end();
    }

    private void caption(String title) {
        html.element("h3", title);
    }

    private String signed(double value) {
        return (value > 0 ? "+" : "") + facts.money(value);
    }

    private static Optional<Integer> index(List<Book.Month> months, Optional<String> month) {
        return month.flatMap(wanted -> IntStream.range(0, months.size())
                .filter(i -> months.get(i).month().equals(wanted))
                .boxed()
                .findFirst());
    }

    private static List<Double> ends(List<Book.Month> months, boolean inner, boolean high) {
        return months.stream()
                .map(month -> (inner ? month.inner() : month.net()).orElseThrow())
                .map(range -> high ? range.high() : range.low())
                .toList();
    }

    private static List<Double> positions(int n) {
        return IntStream.range(0, n).mapToObj(i -> (double) i).toList();
    }

    private static int every(int n) {
        return Math.max(1, (n + 5) / 6);
    }

    private static double estimate(Figure figure) {
        return figure.found().map(Estimate::estimate).orElse(0.0);
    }

    private static double end(Figure figure) {
        return figure.found().map(Estimate::high).orElse(0.0);
    }
}

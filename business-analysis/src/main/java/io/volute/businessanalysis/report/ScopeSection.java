package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.page.Forest;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Plot;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ValueCurve;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether it is worth it: the scope's verdict, what is due, what a better model would be worth, what if costs differ. */
final class ScopeSection {
    static final String ID = "scope";
    static final String TITLE = "Is it worth it, and what is due";

    /** A point of quality, of a scale from 0 to 1. */
    private static final double NEXT = .01;

    private final Html html;
    private final Facts facts;
    private final Figures figures;

    ScopeSection(Html html, Facts facts, Figures figures) {
        this.html = html;
        this.facts = facts;
        this.figures = figures;
    }

    void write() {
        Assessment assessment = facts.assessment();
        html.open("section", "id", ID, "aria-labelledby", ID + "-heading").element("h2", TITLE, "id", ID + "-heading");
        html.open("p").text("As of " + assessment.asOf().toString().substring(0, 10) + ": ");
        figures.show(html, "scope.verdict", said(assessment));
        html.text(". " + assessment.verdict().why() + ".").close();
        due(assessment);
        assessment
                .link()
                .ifPresent(link ->
                        new NeededSection(html).write(link, facts.objective().metric()));
        assessment.valueCurve().ifPresent(this::value);
        sensitivity();
        html.close().line();
    }

    /** The verdict in words. */
    static String said(Assessment assessment) {
        return switch (assessment.verdict().value()) {
            case "GO" -> "worth it";
            case "GO_IF" ->
                "worth it if " + assessment.conditions().size()
                        + (assessment.conditions().size() == 1 ? " condition is met" : " conditions are met");
            default -> "not worth it";
        };
    }

    private void due(Assessment assessment) {
        if (assessment.conditions().isEmpty()) {
            html.element("p", "Nothing is due.");
            return;
        }
        LocalDate today = facts.asOf();
        Tables.write(
                html,
                "Due, with who sees to it",
                List.of("What", "Who", "By when"),
                assessment.conditions().stream()
                        .map(condition -> List.of(
                                condition.text(),
                                condition.owner(),
                                condition
                                        .due()
                                        .map(day -> day + (day.isBefore(today) ? ", overdue" : ""))
                                        .orElse("no date")))
                        .toList());
    }

    private void value(ValueCurve curve) {
        List<ValueCurve.Point> points = curve.points();
        if (points.size() < 2) {
            return;
        }
        Optional<Double> now = quality();
        String title = curve.breakEven()
                        .map(quality -> "Worth its cost from a ranking quality of " + Numbers.plain(quality) + " on")
                        .orElse("Not worth its cost at any quality")
                + now.flatMap(quality -> price(curve, quality))
                        .map(price -> "; the next point is worth " + facts.money(price))
                        .orElse("");
        html.open("figure").element("h3", title);
        double from = points.get(0).q();
        double to = points.get(points.size() - 1).q();
        List<Double> at = points.stream()
                .map(point -> place(point.q(), from, to, points.size()))
                .toList();
        List<Double> values = points.stream().map(ValueCurve.Point::value).toList();
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        Plot plot = new Plot(
                        html,
                        "value-curve",
                        title,
                        "Value over the horizon against today's rule, less what it costs, by how well the model ranks:"
                                + " 0.5 is no better than chance, 1 is without error ("
                                + curve.quality().toUpperCase(Locale.ROOT) + ").",
                        Plot.WIDE,
                        240,
                        points.size(),
                        Math.min(0, low),
                        Math.max(0, high))
                .scale(Numbers.sign(curve.unit()) + " over the horizon", Words::thousands)
                .places(
                        points.stream().map(point -> Numbers.plain(point.q())).toList(),
                        Math.max(1, (points.size() + 5) / 6))
                .horizontal("zero", 0)
                .curve("net", at, values);
        curve.breakEven()
                .filter(quality -> quality >= from && quality <= to)
                .ifPresent(quality -> plot.vertical("mark", place(quality, from, to, points.size()))
                        .label(
                                "note",
                                place(quality, from, to, points.size()),
                                Math.max(0, high),
                                -5,
                                6,
                                "end",
                                "pays from " + Numbers.plain(quality)));
        now.filter(quality -> quality >= from && quality <= to)
                .ifPresent(quality -> value(curve, quality).ifPresent(worth -> {
                    double place = place(quality, from, to, points.size());
                    plot.whisker("came", place, worth, worth, worth, "the model of the last turn")
                            .label("value", place, worth, 8, 16, "start", "today's model");
                }));
        plot.end();
        html.close().line();
    }

    /** How well the model of the last turn ranks. */
    private Optional<Double> quality() {
        var chosen = facts.evaluation().candidates().get(facts.evaluation().chosen());
        return chosen == null
                ? Optional.empty()
                : chosen.metric(Evaluation.AUC).found().map(Estimate::estimate);
    }

    /** What one point more is worth. */
    static Optional<Double> price(ValueCurve curve, double quality) {
        OptionalDouble now = value(curve, quality);
        OptionalDouble next = value(curve, quality + NEXT);
        return now.isPresent() && next.isPresent()
                ? Optional.of(next.getAsDouble() - now.getAsDouble())
                : Optional.empty();
    }

    /** On the curve, straight between its points; empty beyond its ends. */
    static OptionalDouble value(ValueCurve curve, double quality) {
        List<ValueCurve.Point> points = curve.points();
        for (int i = 1; i < points.size(); i++) {
            ValueCurve.Point left = points.get(i - 1);
            ValueCurve.Point right = points.get(i);
            if (left.q() <= quality && quality <= right.q()) {
                double share = (quality - left.q()) / (right.q() - left.q());
                return OptionalDouble.of(left.value() + share * (right.value() - left.value()));
            }
        }
        return OptionalDouble.empty();
    }

    private static double place(double quality, double from, double to, int n) {
        return (quality - from) / (to - from) * (n - 1);
    }

    private void sensitivity() {
        List<Readout.UnderCosts> cases = facts.readout().sensitivity();
        if (cases.isEmpty()) {
            return;
        }
        long certain = cases.stream()
                .filter(one -> one.paired() instanceof Estimate found && found.below(0))
                .count();
        long better = cases.stream()
                .filter(one -> one.paired() instanceof Estimate found && found.estimate() < 0)
                .count();
        String title = "The model saves under " + better + " of " + cases.size() + " assumed costs, beyond doubt under "
                + certain;
        html.open("figure").element("h3", title);
        List<Forest.Row> rows = new ArrayList<>();
        for (Readout.UnderCosts one : cases) {
            var saved = one.paired().scaled(value -> -value);
            rows.add(new Forest.Row(
                    one.name(),
                    Numbers.money(saved, facts.currency()),
                    saved instanceof Estimate found && found.above(0) ? "good" : "open",
                    saved.found(),
                    Optional.empty()));
        }
        Forest.draw(
                html,
                "sensitivity",
                title,
                "Saved a " + facts.objective().unit()
                        + " with 95 % ranges if the declared costs were others, decisions as they were made.",
                Numbers.sign(facts.currency()) + " saved a " + facts.objective().unit(),
                rows);
        html.close().line();
    }
}

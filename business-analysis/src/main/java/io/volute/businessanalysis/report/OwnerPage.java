package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.page.Html;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Page one: money, metric, guardrails, decision; in words that need no explanation. */
final class OwnerPage {
    private final Html html;
    private final Facts facts;
    private final Figures figures;
    private final Charts charts;
    private final Owner owner;

    OwnerPage(Html html, Facts facts, Figures figures) {
        this.html = html;
        this.facts = facts;
        this.figures = figures;
        this.charts = new Charts(html, facts);
        this.owner = new Owner(facts);
    }

    void write() {
        html.open("section", "class", "owner", "id", "owner", "aria-label", "For the owner");
        headline();
        saved();
        decision();
        money();
        html.open("figure");
        charts.fan();
        html.close();
        html.element("h2", Words.plain(facts.objective().metric()) + " and guardrails over time");
        html.open("figure");
        charts.quarters();
        html.close();
        guardrails();
        html.open("div", "class", "pair");
        for (int i = 0; i < facts.readout().guardrails().size(); i++) {
            html.open("figure");
            charts.missed(i);
            html.close();
        }
        html.open("figure");
        charts.missed(-1);
        html.close().close().close().line();
    }

    private void headline() {
        html.element(
                "p",
                facts.objective().name() + " · as of " + facts.asOf() + " · for "
                        + facts.objective().owner(),
                "class",
                "where");
        html.open("h1");
        var overall = facts.readout().overall();
        if (overall.paired() instanceof Estimate
                && overall.rule() instanceof Estimate rule
                && overall.model() instanceof Estimate model) {
            html.text("Today's rule costs ");
            figures.show(html, "cost.rule", facts.money(rule.estimate()));
            html.text(" a " + facts.objective().unit() + ", the model ");
            figures.show(html, "cost.model", facts.money(model.estimate()));
            html.text(".");
        } else {
            html.text(
                    overall.rows() == 0
                            ? "No model decides yet."
                            : "Too few outcomes are known to compare the model with today's rule.");
        }
        html.close();
    }

    private void saved() {
        html.open("p", "class", "lead");
        if (facts.saved() instanceof Estimate saved) {
            String word = saved.estimate() >= 0 ? "That saves " : "That costs ";
            html.text(word);
            figures.show(html, "effect.paired", facts.money(Math.abs(saved.estimate())));
            html.text(" a " + facts.objective().unit() + " (95 %: " + Numbers.range(saved) + "), on the same "
                    + Numbers.count(facts.readout().overall().rows()) + " " + facts.units()
                    + ": every outcome is known whatever was decided, which is rare. ");
        } else {
            figures.show(html, "effect.paired", "What it saves");
            html.text(" cannot be told yet. ");
        }
        if (facts.savedByArms() instanceof Estimate arms) {
            html.text("Compared only between the " + facts.units()
                    + " that the model decided and those that the rule decided, it is ");
            figures.show(html, "effect.ab", facts.money(arms.estimate()));
            html.text(" (95 %: " + Numbers.range(arms) + "): "
                    + (arms.covers(0) ? "too few " + facts.units() + " to tell; " : "told apart as well; ")
                    + "such a comparison alone was planned to find ");
            figures.show(html, "plan.ab", facts.money(facts.plan().abMde()));
            html.text(" or more.");
        }
        html.close().line();
    }

    private void decision() {
        Verdict decision = owner.decision();
        html.open("div", "class", "decision " + decision.value().toLowerCase(Locale.ROOT));
        html.open("p").open("strong");
        html.text("Decision asked for: ");
        figures.show(html, "decision", decision.value());
        html.close().text(". " + owner.ask()).close();
        html.element("p", "Why: " + decision.why() + ".");
        owner.waiting()
                .flatMap(figure -> figure.found())
                .ifPresent(waiting -> html.element(
                        "p",
                        "Each month that this waits costs about " + facts.money(waiting.estimate()) + " (95 %: "
                                + Numbers.range(waiting) + ")."));
        due();
        html.close().line();
    }

    /** Conditions of the scope, the next one first. */
    private void due() {
        List<Assessment.Condition> open = facts.assessment().conditions();
        if (open.isEmpty()) {
            return;
        }
        html.open("p").text("It was ");
        figures.show(html, "scope.verdict", ScopeSection.said(facts.assessment()));
        open.stream()
                .filter(condition -> condition.due().isPresent())
                .min(Comparator.comparing(condition -> condition.due().orElseThrow()))
                .ifPresent(next -> html.text((next.due().orElseThrow().isBefore(facts.asOf())
                                ? "; the oldest was due on "
                                : "; the next is due on ")
                        + next.due().map(LocalDate::toString).orElse("") + ", by " + next.owner()));
        html.text(".").close();
    }

    private void money() {
        html.element("h2", "Money");
        html.open("p");
        figures.show(html, "roi.cost", Numbers.amount(facts.book().cost(), facts.currency()));
        html.text(" spent, ");
        if (facts.book().benefit() instanceof Estimate benefit) {
            figures.show(html, "roi.benefit", facts.money(benefit.estimate()));
            html.text(" saved (95 %: " + Numbers.range(benefit) + "), " + Words.verified(facts)
                    + " of it verified by units kept apart: " + facts.book().basis() + ". ");
        } else {
            figures.show(html, "roi.benefit", "nothing booked as saved");
            html.text(": " + facts.book().basis() + ". ");
        }
        if (facts.book().net() instanceof Estimate net) {
            html.text("Net ");
            figures.show(html, "roi.net", facts.money(net.estimate()));
            html.text(" (95 %: " + Numbers.range(net) + "); first paid back: ");
            var breakEven = facts.book().breakEven();
            figures.show(html, "roi.break-even", Closing.month(breakEven.median()));
            html.text(" (80 %: between " + Closing.month(breakEven.low()) + " and " + Closing.month(breakEven.high())
                    + ").");
        }
        html.close().line();
    }

    private void guardrails() {
        html.open("ul");
        for (Readout.MissedShare guardrail : facts.readout().guardrails()) {
            html.open("li").text(Words.plain(guardrail.name()) + ": ");
            figures.show(html, "guardrail." + guardrail.name(), Words.change(guardrail));
            html.text("; may rise by at most " + Numbers.plain(guardrail.maxRise() * 100) + " points: "
                    + Words.standing(guardrail) + ".");
            html.close();
        }
        html.open("li").text("Any " + facts.objective().event() + " missed: ");
        figures.show(html, "missed.any", Words.change(facts.readout().anyMissed()));
        html.text("; no limit, because the cost above already prices it.").close();
        html.close().line();
    }
}

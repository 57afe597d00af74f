package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.ledger.Maturity;
import io.volute.businessanalysis.page.Html;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every number that the report shows by id, with its way back to the step and artifact that it comes from. */
final class Figures {
    private final Map<String, ReportedFigure> byId = new LinkedHashMap<>();

    Figures(Facts facts, WriteReport.Input input, Artifact<Insight> insight) {
        var costs = facts.currency();
        String per = " a " + facts.objective().unit();
        var overall = facts.readout().overall();
        String same = "on " + Numbers.count(overall.rows()) + " " + facts.units() + " with known outcome";
        Source readout = new Source(
                "business-analysis.readout", "readout", input.readout().orElseThrow());
        Source ledger =
                new Source("business-analysis.ledger", "ledger", input.ledger().orElseThrow());
        add(
                readout,
                "cost.rule",
                "Cost of today's rule",
                Numbers.money(overall.rule(), costs) + per,
                "mean cost per " + facts.objective().unit() + " had the rule decided all, " + same);
        add(
                readout,
                "cost.model",
                "Cost of the model",
                Numbers.money(overall.model(), costs) + per,
                "mean cost per " + facts.objective().unit() + " had the model decided all, " + same);
        add(
                readout,
                "effect.paired",
                "Saved, paired",
                Numbers.money(facts.saved(), costs) + per,
                "rule minus model on the same " + facts.units() + ", t interval over assigned units, "
                        + method(facts.saved()) + pooled(facts.readout()));
        add(
                readout,
                "effect.ab",
                "Saved, A/B alone",
                Numbers.money(facts.savedByArms(), costs) + per,
                "mean of the rule's arm minus mean of the model's arm as decided, Welch, "
                        + method(facts.savedByArms()));
        add(
                readout,
                "missed.any",
                Words.plain(facts.readout().anyMissed().name()),
                Words.change(facts.readout().anyMissed()),
                "share of all " + facts.objective().event() + " that was not acted upon, " + same);
        for (Readout.MissedShare guardrail : facts.readout().guardrails()) {
            add(
                    readout,
                    "guardrail." + guardrail.name(),
                    Words.plain(guardrail.name()),
                    Words.change(guardrail) + ": " + Words.standing(guardrail),
                    "share of the " + guardrail.events() + " events that the guardrail counts; rise "
                            + Numbers.percent(guardrail.rise()) + ", tolerated up to "
                            + Numbers.percent(guardrail.maxRise()));
        }
        add(
                ledger,
                "roi.cost",
                "Spent",
                Numbers.amount(facts.book().cost(), costs),
                "sum of all cost postings of the ledger");
        add(
                ledger,
                "roi.benefit",
                "Saved",
                Numbers.money(facts.book().benefit(), costs),
                facts.book().basis());
        add(
                ledger,
                "roi.net",
                "Saved minus spent",
                Numbers.money(facts.book().net(), costs),
                "benefit minus cost; the effect is drawn once for each path, so it holds for all of its months");
        var breakEven = facts.book().breakEven();
        add(
                ledger,
                "roi.break-even",
                "First paid back",
                Closing.month(breakEven.median()) + " (80 %: " + Closing.month(breakEven.low()) + " … "
                        + Closing.month(breakEven.high()) + ")",
                "first month in which a path's savings reach its costs");
        add(
                readout,
                "plan.ab",
                "What the A/B alone was planned to find",
                facts.money(facts.plan().abMde()) + per,
                "smallest difference found with " + Numbers.percent(facts.plan().power()) + " chance with "
                        + Numbers.count(facts.plan().unitsPlanned()) + " " + facts.units() + "; "
                        + facts.money(facts.plan().needed()) + " wanted");
        Source assessment = new Source("scoping.assess", "assessment", input.assessment());
        add(
                assessment,
                "scope.verdict",
                "Worth it",
                ScopeSection.said(facts.assessment()),
                "what the scope was judged as at the start of the turn: "
                        + facts.assessment().verdict().why());
        facts.maturity()
                .ifPresent(maturity -> maturity(
                        maturity,
                        new Source(
                                "business-analysis.ledger",
                                "maturity",
                                input.maturity().orElseThrow())));
        Verdict decision = new Owner(facts).decision();
        add(
                new Source("business-analysis.report", "insight", insight),
                "decision",
                "Decision",
                decision.value(),
                decision.why());
    }

    private void maturity(Maturity maturity, Source source) {
        add(
                source,
                "maturity.learning-rate",
                "Cost of a release",
                MaturitySection.learning(maturity),
                "cost of each release against its number, both in logarithms, least squares");
        MaturitySection.finding(maturity)
                .ifPresent(finding -> add(
                        source,
                        "maturity.cost-per-thousand",
                        "Cost of 1,000 predictions",
                        finding,
                        "all that a quarter cost over the decisions for which a released model gave a prediction"));
    }

    private record Source(String step, String entry, Artifact<?> artifact) {}

    /** In the order of the report. */
    List<ReportedFigure> all() {
        return new ArrayList<>(byId.values());
    }

    /** Writes words that show the figure of this id, linked to its way back. */
    void show(Html html, String id, String words) {
        if (!byId.containsKey(id)) {
            throw new IllegalStateException("figure " + id + ": not registered");
        }
        html.element("a", words, "class", "figure", "data-figure", id, "href", "#figure-" + id);
    }

    /** One more. */
    void add(ReportedFigure figure) {
        byId.put(figure.id(), figure);
    }

    private void add(Source source, String id, String title, String text, String definition) {
        byId.put(
                id,
                new ReportedFigure(
                        id,
                        title,
                        text,
                        definition,
                        source.step(),
                        source.entry(),
                        source.artifact().digest().toString()));
    }

    private static String method(Figure figure) {
        Optional<Estimate> found = figure.found();
        return found.map(estimate -> "n = " + Numbers.count(estimate.n()) + " units, " + estimate.method())
                .orElse("refused");
    }

    private static String pooled(Readout readout) {
        return readout.releases().size() > 1
                ? "; pooled over " + readout.releases().size() + " releases, each an experiment of its own"
                : "";
    }
}

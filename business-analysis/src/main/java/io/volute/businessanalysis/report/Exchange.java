package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a better model was worth in past launches: the exchange rate of each log that the project declares. */
final class Exchange {
    static final String ID = "exchange";
    static final String TITLE = "What a better model was worth in past launches";

    private final List<Taught> taught;

    /** A log's lesson, and where it is kept. */
    private record Taught(LearnedLink link, String digest) {
        String id() {
            return ID + "." + link.log();
        }

        String model() {
            return link.modelMetric().isEmpty() ? "the model's metric" : link.modelMetric();
        }

        String business() {
            return link.businessMetric().isEmpty() ? "the business metric" : link.businessMetric();
        }
    }

    private Exchange(List<Taught> taught) {
        this.taught = taught;
    }

    /** Of what each log taught, by log. */
    static Exchange of(SortedMap<String, Artifact<LearnedLink>> learned, StepContext context) {
        return new Exchange(learned.values().stream()
                .map(artifact -> new Taught(
                        context.load(LearnedLink.class, artifact),
                        artifact.digest().toString()))
                .toList());
    }

    boolean isEmpty() {
        return taught.isEmpty();
    }

    List<ReportedFigure> figures() {
        return taught.stream()
                .map(one -> new ReportedFigure(
                        one.id(),
                        "Exchange rate by " + one.link().log(),
                        rate(one.link()),
                        "change of " + one.business() + " for one unit of " + one.model()
                                + " over past launches, without the noise that both share",
                        "business-analysis.lesson",
                        "learned-link",
                        one.digest()))
                .toList();
    }

    /**
     * Writes the section, if there is anything to learn from.
     *
     * @param metric the objective's
     * @param value of one unit of it, where somebody said one
     */
    void write(Html html, LinkedFigures figures, String metric, Optional<UnitValue> value) {
        if (taught.isEmpty()) {
            return;
        }
        LinkedFigures.section(html, ID, TITLE);
        for (Taught one : taught) {
            LearnedLink link = one.link();
            html.open("p").text("One unit of " + one.model() + " moved " + one.business() + " by ");
            figures.link(one.id());
            html.text(", as " + Numbers.count(link.used()) + " of " + Numbers.count(link.launches())
                    + " launches in the log " + link.log() + " tell. " + stands(link));
            html.close();
            if (!link.influential().isEmpty()) {
                html.element(
                        "p",
                        "It leans on " + String.join(", ", link.influential())
                                + ": without it alone the rate would be another by more than its own error.");
            }
            html.element("p", price(one, metric, value));
        }
        html.close().line();
    }

    private static String rate(LearnedLink link) {
        return link.slope() instanceof Estimate
                ? Numbers.fine(link.slope())
                : "nobody can tell how much: "
                        + link.slope().refusal().orElseThrow().message();
    }

    private static String stands(LearnedLink link) {
        if (link.broken()) {
            return "So many launches, and it is not told from nothing: the link is broken, and the scope is asked again.";
        }
        if (link.sign() == 0) {
            return "That is not told from nothing.";
        }
        return link.sign() > 0 ? "Where the one rises, the other does." : "Where the one rises, the other falls.";
    }

    private static String price(Taught one, String metric, Optional<UnitValue> value) {
        Optional<Estimate> usable = one.link().usable();
        if (usable.isEmpty() || value.isEmpty() || !one.link().businessMetric().equals(metric)) {
            return "What the next point is worth is not told: that takes a rate that is told from nothing, on " + metric
                    + ", and a value of one unit of it.";
        }
        UnitValue unit = value.get();
        Figure worth =
                usable.get().scaled(rate -> Math.abs(rate) * unit.amount().doubleValue());
        return "At " + Numbers.amount(unit.amount(), unit.currency()) + " a " + unit.per() + " one unit of "
                + one.model()
                + " is worth " + Numbers.money(worth, unit.currency())
                + " for each unit of the experiments. What the next one costs is not told: no launch of the log says what it"
                + " cost.";
    }
}

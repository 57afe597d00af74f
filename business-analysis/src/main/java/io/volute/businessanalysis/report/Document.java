package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Stylesheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole document: page one for the owner, then the rest. */
final class Document {
    private final Facts facts;
    private final Figures figures;
    private final List<ShownExperiment> experiments;
    private final Exchange exchange;
    private final Stylesheet stylesheet;

    Document(
            Facts facts, Figures figures, List<ShownExperiment> experiments, Exchange exchange, Stylesheet stylesheet) {
        this.facts = facts;
        this.figures = figures;
        this.experiments = experiments;
        this.exchange = exchange;
        this.stylesheet = stylesheet;
    }

    String html() {
        Html html = new Html();
        html.begin(facts.objective().name() + ": report as of " + facts.asOf(), stylesheet.css());
        new OwnerPage(html, facts, figures).write();
        contents(html);
        new ExperimentsSection(html).write(experiments);
        new TrustSection(html, facts).write();
        new ScopeSection(html, facts, figures).write();
        facts.maturity().ifPresent(maturity -> new MaturitySection(html, figures).write(maturity));
        facts.book().forecast().ifPresent(forecast -> new ForecastSection(html, facts.currency()).write(forecast));
        exchange.write(
                html, new LinkedFigures(html, figures.all()), facts.objective().metric(), Optional.empty());
        new Details(html, facts, figures, exchange).write();
        html.element(
                "footer",
                "Made by Volute from what was known on " + facts.asOf()
                        + ". Every underlined number leads to its source;"
                        + " the command beside it shows the way back to the rows.");
        html.close().close().close().line();
        return html.document();
    }

    private void contents(Html html) {
        Map<String, String> sections = new LinkedHashMap<>();
        if (!experiments.isEmpty()) {
            sections.put(ExperimentsSection.ID, ExperimentsSection.TITLE);
        }
        sections.put(TrustSection.ID, TrustSection.TITLE);
        sections.put(ScopeSection.ID, ScopeSection.TITLE);
        if (facts.maturity().isPresent()) {
            sections.put(MaturitySection.ID, MaturitySection.TITLE);
        }
        if (facts.book().forecast().isPresent()) {
            sections.put(ForecastSection.ID, ForecastSection.TITLE);
        }
        if (!exchange.isEmpty()) {
            sections.put(Exchange.ID, Exchange.TITLE);
        }
        sections.put("launches", "Launches");
        sections.put("challengers", "Models put forward");
        sections.put("candidates", "How they were judged");
        sections.put("performance", "Before outcomes are known");
        sections.put("data", "Data");
        sections.put("assumptions", "Assumptions");
        sections.put("statisticians", "For statisticians");
        sections.put("figures", "Where numbers come from");
        html.open("nav", "aria-label", "Contents")
                .element("h2", "For those who ask")
                .open("ul");
        sections.forEach((id, title) ->
                html.open("li").element("a", title, "href", "#" + id).close());
        html.close().close().line();
    }
}

package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.text.Numbers;
import java.util.List;

/** The report while the objective is a draft: what is known, and what is missing before money can be told. */
final class DraftPage {
    private final Html html = new Html();
    private final DraftFacts facts;
    private final DraftClosing closing;
    private final LinkedFigures linked;
    private final List<ShownExperiment> experiments;
    private final Stylesheet stylesheet;

    DraftPage(
            DraftFacts facts,
            DraftClosing closing,
            List<ReportedFigure> figures,
            List<ShownExperiment> experiments,
            Stylesheet stylesheet) {
        this.facts = facts;
        this.closing = closing;
        this.linked = new LinkedFigures(html, figures);
        this.experiments = experiments;
        this.stylesheet = stylesheet;
    }

    String html() {
        String asOf = facts.assessment().asOf().toString().substring(0, 10);
        html.begin(closing.label() + ": draft as of " + asOf, stylesheet.css());
        summary(asOf);
        new ExperimentsSection(html).write(experiments);
        missing();
        candidates();
        data();
        linked.section();
        html.element(
                "footer",
                "Made by Volute from what was known on " + asOf
                        + ". A draft says nothing of what the model is worth: that needs what is missing above.");
        html.close().close().close().line();
        return html.document();
    }

    private void summary(String asOf) {
        html.open("section", "class", "owner", "id", "owner", "aria-label", "For the owner");
        html.element("p", "draft · as of " + asOf + " · for nobody yet", "class", "where");
        html.element("h1", "What is known of " + closing.label() + ", and what is missing");
        html.element(
                "p",
                Numbers.count(closing.rows()) + " rows, " + closing.period() + "; "
                        + Numbers.count(closing.labelled()) + " with a usable label (" + closing.framing() + "): "
                        + closing.distribution() + ".",
                "class",
                "lead");
        html.open("div", "class", "decision improve");
        html.open("p").open("strong").text("Decision asked for: ");
        figure("decision");
        html.close().text(". Write what is missing, then run again.").close();
        html.element("p", "Why: " + closing.decision().why() + ".");
        html.close().line();
        html.element("p", "In use: " + closing.release() + ".");
        html.close().line();
    }

    private void missing() {
        section("missing", "What is missing, and why it is needed");
        Tables.write(
                html,
                "Keys of volute.yaml that are still to be written",
                List.of("Key", "Why", "Write, for example"),
                closing.missing().stream()
                        .map(gap -> List.of(gap.key(), gap.why(), gap.write()))
                        .toList());
        html.close().line();
    }

    private void candidates() {
        section("candidates", "How the models were judged");
        html.element("p", "On " + closing.judged() + ". " + Words.plain(closing.why()) + ".");
        Tables.write(
                html,
                "By " + closing.loss()
                        + ", lower is better; against a constant learnt from the same rows, below 0 tells"
                        + " something",
                List.of("Candidate", "Figures"),
                closing.candidates().stream()
                        .map(candidate -> List.of(
                                candidate.key() + (candidate.key().equals(closing.chosen()) ? " (chosen)" : ""),
                                candidate.text(closing.loss())))
                        .toList());
        facts.blessing()
                .ifPresent(blessing -> Tables.write(
                        html,
                        "Gates (" + blessing.recipe() + ")",
                        List.of("Gate", "Result", "Found", "Expected"),
                        blessing.gates().stream()
                                .map(gate -> List.of(gate.gate(), gate.status(), gate.value(), gate.expected()))
                                .toList()));
        facts.findings().ifPresent(findings -> html.element("p", "Watching: " + findings.headline() + "."));
        html.close().line();
    }

    private void data() {
        section("data", "Data and what was set aside");
        html.element("p", "Known when the decision is taken: " + facts.said("S6") + ".");
        facts.data()
                .filter(data -> !data.quarantined().isEmpty())
                .ifPresent(data -> Tables.write(
                        html,
                        "Set aside, with the rule that was broken",
                        List.of("Rule", "Column", "What", "How many", "Example"),
                        data.quarantined().stream()
                                .map(row -> List.of(
                                        row.rule(), row.column(), row.what(), Numbers.count(row.rows()), row.example()))
                                .toList()));
        html.close().line();
    }

    private void figure(String id) {
        linked.link(id);
    }

    private void section(String id, String title) {
        LinkedFigures.section(html, id, title);
    }
}

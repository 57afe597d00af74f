package io.volute.businessanalysis.report;

import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.text.Numbers;
import java.util.List;
import java.util.Locale;

/** The owner's report of an objective whose metric is computed from events. */
final class MeasuredPage {
    private final Html html = new Html();
    private final MeasuredFacts facts;
    private final MeasuredClosing closing;
    private final LinkedFigures linked;
    private final List<ShownExperiment> experiments;
    private final Exchange exchange;
    private final Stylesheet stylesheet;

    MeasuredPage(
            MeasuredFacts facts,
            List<ReportedFigure> figures,
            List<ShownExperiment> experiments,
            Exchange exchange,
            Stylesheet stylesheet) {
        this.facts = facts;
        this.closing = facts.closing();
        this.linked = new LinkedFigures(html, figures);
        this.experiments = experiments;
        this.exchange = exchange;
        this.stylesheet = stylesheet;
    }

    String html() {
        String asOf = facts.assessment().asOf().toString().substring(0, 10);
        html.begin(closing.objective() + " as of " + asOf, stylesheet.css());
        summary(asOf);
        new ExperimentsSection(html).write(experiments);
        new StandingSection(html).write(facts.assessment());
        facts.book().ifPresent(this::money);
        facts.book()
                .flatMap(Book::forecast)
                .ifPresent(forecast -> new ForecastSection(html, currency()).write(forecast));
        exchange.write(html, linked, closing.metric(), facts.measured().value());
        conditions();
        linked.section();
        html.element("footer", "Made by Volute from what was known on " + asOf + ".");
        html.close().close().close().line();
        return html.document();
    }

    private void summary(String asOf) {
        html.open("section", "class", "owner", "id", "owner", "aria-label", "For the owner");
        html.element("p", "as of " + asOf + " · for " + closing.owner(), "class", "where");
        html.element("h1", Words.plain(closing.objective()));
        html.element(
                "p",
                "Wanted: " + closing.metric() + " " + Numbers.percent(closing.target()) + " within " + closing.months()
                        + " months, with "
                        + String.join(
                                " and ",
                                closing.guardrails().stream()
                                        .map(MeasuredClosing.Guarded::text)
                                        .toList())
                        + ".",
                "class",
                "lead");
        html.open("div", "class", "decision " + closing.decision().value().toLowerCase(Locale.ROOT));
        html.open("p").open("strong").text("Decision asked for: ");
        figure("decision");
        html.close().text(".").close();
        html.element("p", "Why: " + closing.decision().why() + ".");
        html.close().line();
        closing.money().ifPresent(money -> {
            html.open("p").text("Earned minus spent by " + money.through() + ": ");
            figure("roi.net");
            html.text("; spent ");
            figure("roi.cost");
            html.text("; first paid back ");
            figure("roi.break-even");
            html.text(".").close();
        });
        html.element("p", "Why the model should move it: " + closing.link() + ".");
        var needed = new NeededSection(html);
        facts.assessment().link().ifPresent(link -> needed.write(link, closing.metric()));
        facts.assessment().valueCurve().ifPresent(curve -> needed.worth(curve, closing.metric()));
        html.close().line();
    }

    private void money(Book book) {
        section("money", "Money, month by month");
        html.element("p", "It rests on " + book.basis() + ".");
        Tables.write(
                html,
                "In " + book.currency() + "; the sum so far with the ends that hold 95 % of what it may be",
                List.of("Month", "Spent", "Earned", "Sum so far"),
                book.months().stream()
                        .map(month -> List.of(
                                month.month(),
                                Numbers.amount(month.cost(), book.currency()),
                                Numbers.amount(month.benefit(), book.currency()),
                                month.net()
                                        .map(net -> net.low() < net.high()
                                                ? Numbers.money(net, book.currency())
                                                : Numbers.money(net.estimate(), book.currency()))
                                        .orElse("not known")))
                        .toList());
        book.estimates().ifPresent(new EstimatesSection(html)::write);
        html.close().line();
    }

    private String currency() {
        return facts.book().map(Book::currency).orElse("");
    }

    private void conditions() {
        section("conditions", "What has to be seen to");
        html.element("p", facts.assessment().verdict().why() + ".");
        Tables.write(
                html,
                "Conditions of the scope",
                List.of("Check", "Owner", "What"),
                facts.assessment().conditions().stream()
                        .map(each -> List.of(each.check(), each.owner(), each.text()))
                        .toList());
        html.close().line();
    }

    private void figure(String id) {
        linked.link(id);
    }

    private void section(String id, String title) {
        LinkedFigures.section(html, id, title);
    }
}

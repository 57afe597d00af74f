package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.core.stage.ReportedFigure;
import java.util.List;

/** The numbers of a page, each a link to where the page tells where it comes from. */
final class LinkedFigures {
    private final Html html;
    private final List<ReportedFigure> figures;

    LinkedFigures(Html html, List<ReportedFigure> figures) {
        this.html = html;
        this.figures = List.copyOf(figures);
    }

    /** A number as shown, if the page has it. */
    void link(String id) {
        figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .ifPresent(figure -> html.element(
                        "a", figure.text(), "class", "figure", "data-figure", id, "href", "#figure-" + id));
    }

    /** The section that the links lead to. */
    void section() {
        section(html, "figures", "Where each number comes from");
        html.open("dl");
        for (ReportedFigure figure : figures) {
            html.open("dt", "id", "figure-" + figure.id())
                    .element("code", figure.id())
                    .text(" " + figure.title())
                    .close();
            html.open("dd").text(figure.text() + " — " + figure.definition() + ". From ");
            html.element("code", figure.step()).text(", entry ").element("code", figure.entry());
            html.text(" ").element("code", figure.artifact().substring(0, 19)).text("; ");
            html.element("code", figure.command()).close().line();
        }
        html.close().close().line();
    }

    /** Opens a section with its heading; the caller closes it. */
    static void section(Html html, String id, String title) {
        html.open("section", "id", id, "aria-labelledby", id + "-heading").element("h2", title, "id", id + "-heading");
    }
}

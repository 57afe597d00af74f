package io.volute.businessanalysis.report;

import java.util.List;

/** Tables with a caption and headings that screen readers announce. */
final class Tables {
    private Tables() {}

    /** A table; the first cell of a row is its heading. */
    static void write(Html html, String caption, List<String> headings, List<List<String>> rows) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        headings.forEach(heading -> html.element("th", heading, "scope", "col"));
        html.close().close().open("tbody").line();
        for (List<String> row : rows) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                if (i == 0) {
                    html.element("th", row.get(i), "scope", "row");
                } else {
                    html.element("td", row.get(i));
                }
            }
            html.close().line();
        }
        html.close().close().close().line();
    }
}

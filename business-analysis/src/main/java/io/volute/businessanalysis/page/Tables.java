package io.volute.businessanalysis.page;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables with a caption and headings that screen readers announce. */
public final class Tables {
    private static final Pattern TOGETHER = Pattern.compile("\\(95 %:[^)]*\\)|[-+]?[\\d,.]+ [$€£]");

    private Tables() {}

    /** A table; the first cell of a row is its heading. */
    public static void write(Html html, String caption, List<String> headings, List<List<String>> rows) {
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
                    html.open("td");
                    unbroken(html, row.get(i));
                    html.close();
                }
            }
            html.close().line();
        }
        html.close().close().close().line();
    }

    /** Text in which amounts and intervals stay on one line. */
    private static void unbroken(Html html, String text) {
        Matcher matcher = TOGETHER.matcher(text);
        int at = 0;
        while (matcher.find()) {
            html.text(text.substring(at, matcher.start())).element("span", matcher.group(), "class", "range");
            at = matcher.end();
        }
        html.text(text.substring(at));
    }
}

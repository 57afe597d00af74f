package io.volute.dataengineering.profile;

import io.volute.core.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A profile as one HTML file that opens without network: what deserves a look first, then a card for each column with its
 * histogram or commonest values, then how pairs go together.
 */
public final class ProfilePage {
    private static final int STRONGEST = 30;
    private static final int COMMONEST = 8;
    private static final int WIDTH = 260;
    private static final int HEIGHT = 70;

    private ProfilePage() {}

    /** The page; {@code file} is its title. */
    public static String of(String file, Profile profile) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(text(file))
                .append(" · profile</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(text(file))
                .append("</h1>\n<p>")
                .append(Numbers.count(profile.rows()))
                .append(" rows, ")
                .append(profile.columns().size())
                .append(" columns. The same rows always have the digest <code>")
                .append(profile.logical().brief())
                .append("</code>, whatever their order.</p>\n");
        warnings(page, profile.warnings());
        page.append("<h2>Columns</h2>\n<div class=\"cards\">\n");
        profile.columns().forEach(column -> card(page, column, profile.rows()));
        page.append("</div>\n");
        associations(page, profile.associations());
        return page.append("</body></html>\n").toString();
    }

    private static void warnings(StringBuilder page, List<Profile.Warning> warnings) {
        page.append("<h2>What deserves a look</h2>\n");
        if (warnings.isEmpty()) {
            page.append("<p>Nothing.</p>\n");
            return;
        }
        page.append("<ul>\n");
        warnings.forEach(warning -> page.append("<li><b>")
                .append(text(warning.column().isEmpty() ? "rows" : warning.column()))
                .append("</b> ")
                .append(text(warning.message()))
                .append("</li>\n"));
        page.append("</ul>\n");
    }

    private static void card(StringBuilder page, Profile.OfColumn column, long rows) {
        page.append("<section><h3>")
                .append(text(column.name()))
                .append(" <small>")
                .append(column.type())
                .append("</small></h3>\n<p>");
        page.append(column.exact() ? "" : "about ")
                .append(Numbers.count(column.distinct()))
                .append(column.distinct() == 1 ? " value" : " different values");
        column.min()
                .ifPresent(min -> page.append(", ")
                        .append(text(min))
                        .append(" to ")
                        .append(text(column.max().orElse(""))));
        page.append("</p>\n");
        missing(page, column, rows);
        column.numbers().ifPresent(numbers -> numbers(page, column.name(), numbers));
        if (column.type().equals("text") || column.type().equals("bool")) {
            top(page, column);
        }
        page.append("</section>\n");
    }

    private static void missing(StringBuilder page, Profile.OfColumn column, long rows) {
        double share = rows == 0 ? 0 : (double) column.missing() / rows;
        page.append("<div class=\"bar\" role=\"img\" aria-label=\"")
                .append(Numbers.percent(share))
                .append(" missing\"><span style=\"width:")
                .append(String.format(Locale.ROOT, "%.1f", 100 * share))
                .append("%\"></span></div><p class=\"faint\">")
                .append(column.missing() == 0 ? "none" : Numbers.percent(share))
                .append(" missing</p>\n");
    }

    private static void numbers(StringBuilder page, String name, Profile.OfNumbers numbers) {
        long most =
                numbers.histogram().stream().mapToLong(Long::longValue).max().orElse(1);
        double width = (double) WIDTH / numbers.histogram().size();
        page.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"Histogram of ")
                .append(text(name))
                .append("\">");
        for (int bin = 0; bin < numbers.histogram().size(); bin++) {
            double height =
                    most == 0 ? 0 : (double) HEIGHT * numbers.histogram().get(bin) / most;
            page.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    bin * width,
                    HEIGHT - height,
                    width - 1,
                    height));
        }
        page.append("</svg>\n<p class=\"ends\"><span>")
                .append(Numbers.plain(numbers.min()))
                .append("</span><span>")
                .append(Numbers.plain(numbers.max()))
                .append("</span></p>\n<p>mean ")
                .append(Numbers.plain(numbers.mean()))
                .append(", standard deviation ")
                .append(Numbers.plain(numbers.sd()))
                .append("; half of the values lie from ")
                .append(Numbers.plain(numbers.quantiles().getOrDefault("p25", Double.NaN)))
                .append(" to ")
                .append(Numbers.plain(numbers.quantiles().getOrDefault("p75", Double.NaN)))
                .append("</p>\n");
    }

    private static void top(StringBuilder page, Profile.OfColumn column) {
        page.append("<table>");
        column.top().stream()
                .limit(COMMONEST)
                .forEach(top -> page.append("<tr><td>")
                        .append(text(top.value()))
                        .append("</td><td>")
                        .append(Numbers.percent((double) top.n() / Math.max(1, column.n())))
                        .append("</td></tr>"));
        page.append("</table>\n");
        long others = column.distinct() - Math.min(COMMONEST, column.top().size());
        if (others > 0) {
            page.append("<p class=\"faint\">and ").append(Numbers.count(others)).append(" more</p>\n");
        }
    }

    private static void associations(StringBuilder page, List<Profile.Association> associations) {
        if (associations.isEmpty()) {
            return;
        }
        page.append(
                        "<h2>What goes together</h2>\n<p>Strength from 0 (nothing) to 1; it does not say which is the cause. ")
                .append("Rank correlation of two numbers, share of a number's variance between categories, ")
                .append("Cramér's V of two categories with its bias taken off.</p>\n<table class=\"pairs\">\n");
        page.append(associations.stream()
                .limit(STRONGEST)
                .map(pair -> "<tr><td>" + text(pair.a()) + "</td><td>" + text(pair.b()) + "</td><td>" + pair.kind()
                        + "</td><td><div class=\"bar\"><span style=\"width:"
                        + String.format(Locale.ROOT, "%.1f", 100 * Math.abs(pair.value()))
                        + "%\"></span></div></td><td>"
                        + String.format(Locale.ROOT, "%.2f", pair.value()) + "</td></tr>")
                .collect(Collectors.joining("\n")));
        page.append("\n</table>\n");
    }

    private static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--faint:#646c76;--line:#d9dee4;--accent:#2f6f9f;--ground:#fff}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--faint:#9aa3ad;--line:#3a424b;--accent:#6fb1e0;--ground:#15191e}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);max-width:72rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem;margin:0 0 .3rem}small,.faint{color:var(--faint);font-weight:normal}
            .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem}
            section{border:1px solid var(--line);border-radius:6px;padding:.8rem;break-inside:avoid}section p{margin:.2rem 0}
            svg{width:100%;height:auto}svg rect{fill:var(--accent)}
            .bar{background:var(--line);border-radius:3px;height:6px;overflow:hidden;min-width:6rem}.bar span{display:block;height:100%;background:var(--accent)}
            .ends{display:flex;justify-content:space-between;color:var(--faint)}table{border-collapse:collapse;width:100%}td{padding:.1rem .5rem .1rem 0;vertical-align:top}td:last-child{white-space:nowrap;text-align:right}
            """;
}

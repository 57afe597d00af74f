package io.volute.businessanalysis.page;

import io.volute.statistics.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A forest plot as inline SVG: a row for each figure, its interval on a scale that all share, with words beside the mark
 * and a line at 0. The wide form has names at the left and words at the right; the narrow one has both above the mark.
 */
public final class Forest {
    private static final int WIDE = 760;
    private static final int NARROW = 360;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;

    private final Html html;
    private final boolean wide;
    private final double low;
    private final double high;

    /**
     * One row.
     *
     * @param name of the figure
     * @param words what is said of it
     * @param css class of the mark
     * @param interval what is drawn; of a single point both ends are the estimate; empty where there is none
     * @param margin a line that it must not pass
     */
    public record Row(String name, String words, String css, Optional<Estimate> interval, Optional<Line> margin) {}

    /** A line across one row, with a word. */
    public record Line(double at, String word) {}

    private Forest(Html html, boolean wide, List<Row> rows) {
        this.html = html;
        this.wide = wide;
        double[] seen = rows.stream()
                .flatMapToDouble(row -> DoubleStream.concat(
                        row.interval().stream().flatMapToDouble(found -> DoubleStream.of(found.low(), found.high())),
                        row.margin().stream().mapToDouble(Line::at)))
                .toArray();
        double least = Math.min(0, DoubleStream.of(seen).min().orElse(-1));
        double most = Math.max(0, DoubleStream.of(seen).max().orElse(1));
        double room = most > least ? .06 * (most - least) : 1;
        this.low = least - room;
        this.high = most + room;
    }

    /**
     * Draws both forms; a style sheet shows one of them ({@code .wide}, {@code .narrow}).
     *
     * @param id unique in the document
     * @param title the finding, in words
     * @param description what is drawn, for those who cannot see it
     * @param unit what the scale is in
     */
    public static void draw(Html html, String id, String title, String description, String unit, List<Row> rows) {
        for (boolean wide : new boolean[] {true, false}) {
            html.open("div", "class", wide ? "wide" : "narrow").line();
            new Forest(html, wide, rows).draw(id + (wide ? "" : "-narrow"), title, description, unit, rows);
            html.close().line();
        }
    }

    private void draw(String id, String title, String description, String unit, List<Row> rows) {
        int height = TOP + rows.size() * rowHeight() + BOTTOM;
        html.open(
                "svg",
                "viewBox",
                "0 0 " + (wide ? WIDE : NARROW) + " " + height,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        html.element("title", title, "id", id + "-title");
        html.element("desc", description, "id", id + "-desc").line();
        double floor = height - BOTTOM;
        for (double tick : Plot.ticks(low, high, wide ? 6 : 4)) {
            line(tick == 0 ? "zero" : "grid", x(tick), TOP - 4, x(tick), floor);
            words("tick", x(tick), floor + 16, "middle", label(tick));
        }
        words("unit", (left() + right()) / 2, floor + 31, "middle", unit);
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), TOP + i * rowHeight());
        }
        html.close().line();
    }

    private void row(Row row, double top) {
        double y = top + rowHeight() - (wide ? 17 : 12);
        if (wide) {
            words("value", 0, y + 4, "start", cut(row.name(), 27));
            words(row.css(), right() + 14, y + 4, "start", cut(row.words(), 35));
        } else {
            words("value", 0, top + 12, "start", cut(row.name(), 46));
            words(row.css(), 0, top + 28, "start", cut(row.words(), 52));
        }
        row.margin().ifPresent(margin -> {
            line("margin", x(margin.at()), y - 9, x(margin.at()), y + 9);
            String side = margin.at() < 0 ? "end" : "start";
            if (wide) {
                words("small", x(margin.at()) + (margin.at() < 0 ? -4 : 4), y - 8, side, margin.word());
            } else {
                words("small", NARROW, top + 12, "end", margin.word());
            }
        });
        row.interval().ifPresent(found -> {
            html.open("g", "class", row.css());
            html.element("title", row.name() + ": " + row.words());
            line("whisker", x(found.low()), y, x(found.high()), y);
            html.empty("circle", "cx", round(x(found.estimate())), "cy", round(y), "r", "4.5");
            html.close();
        });
        html.line();
    }

    private int rowHeight() {
        return wide ? 36 : 56;
    }

    private double left() {
        return wide ? 200 : 12;
    }

    private double right() {
        return wide ? WIDE - 270 : NARROW - 12;
    }

    private double x(double value) {
        return left() + (value - low) / (high - low) * (right() - left());
    }

    private static String label(double tick) {
        return BigDecimal.valueOf(tick)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String cut(String text, int most) {
        int[] points = text.codePoints().limit(most + 1L).toArray();
        return points.length <= most ? text : new String(points, 0, most - 1) + "…";
    }

    private void line(String css, double x1, double y1, double x2, double y2) {
        html.empty("line", "class", css, "x1", round(x1), "y1", round(y1), "x2", round(x2), "y2", round(y2));
    }

    private void words(String css, double x, double y, String anchor, String text) {
        html.element("text", text, "class", css, "x", round(x), "y", round(y), "text-anchor", anchor);
    }

    private static String round(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}

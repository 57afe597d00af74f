package io.volute.businessanalysis.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One inline SVG with a horizontal row of places (months, quarters) and a vertical scale. Opens on construction; call
 * {@link #end} last. Coordinates are rounded to a tenth, so that equal figures give equal bytes.
 */
public final class Plot {
    /** Width of a plot that fills the page, in its own units. */
    public static final int WIDE = 720;
    /** Width of one of two plots side by side. */
    public static final int HALF = 400;

    private static final int LEFT = 64;
    private static final int PAD = 14;
    private static final int RIGHT = 104;
    private static final int TOP = 24;
    private static final int BOTTOM = 34;

    private final Html html;
    private final int width;
    private final int height;
    private final int places;
    private final double low;
    private final double high;

    /**
     * A plot.
     *
     * @param id unique in the document
     * @param title the finding, in words
     * @param description what is drawn, for those who cannot see it
     * @param width in its own units; the page scales it
     * @param height likewise
     * @param places positions 0 … places - 1 on the horizontal axis
     */
    public Plot(
            Html html,
            String id,
            String title,
            String description,
            int width,
            int height,
            int places,
            double low,
            double high) {
        this.html = html;
        this.width = width;
        this.height = height;
        this.places = places;
        double room = high > low ? 0.04 * (high - low) : 1;
        this.low = low - room;
        this.high = high + room;
        html.open(
                "svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        html.element("title", title, "id", id + "-title");
        html.element("desc", description, "id", id + "-desc");
    }

    /** Where a place is. */
    public double x(double place) {
        return places <= 1
                ? (LEFT + width - RIGHT) / 2.0
                : LEFT + PAD + place * (width - LEFT - RIGHT - 2 * PAD) / (places - 1.0);
    }

    /** Where a value is. */
    public double y(double value) {
        return height - BOTTOM - (value - low) / (high - low) * (height - TOP - BOTTOM);
    }

    /** Horizontal grid with labels, and what they are in. */
    public Plot scale(String unit, DoubleFunction<String> label) {
        for (double tick : ticks(low, high, 5)) {
            line("grid", LEFT, y(tick), width - RIGHT, y(tick));
            words("tick", LEFT - 8, y(tick) + 4, "end", label.apply(tick));
        }
        words("unit", 2, TOP - 11, "start", unit);
        return this;
    }

    /** Labels of some places below the axis. */
    public Plot places(List<String> labels, int every) {
        for (int i = 0; i < labels.size(); i += every) {
            words("tick", x(i), height - BOTTOM + 18, "middle", labels.get(i));
        }
        return this;
    }

    /** A line at a value. */
    public Plot horizontal(String css, double value) {
        line(css, LEFT, y(value), width - RIGHT, y(value));
        return this;
    }

    /** A line at a place. */
    public Plot vertical(String css, double place) {
        line(css, x(place), TOP, x(place), height - BOTTOM);
        return this;
    }

    /** A line through the points that have a value. */
    public Plot curve(String css, List<Double> places, List<Double> values) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            points.append(i == 0 ? "" : " ").append(at(places.get(i), values.get(i)));
        }
        html.empty("polyline", "class", css, "points", points.toString());
        return this;
    }

    /** The area between two curves. */
    public Plot band(String css, List<Double> places, List<Double> lows, List<Double> highs) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            points.append(at(places.get(i), highs.get(i))).append(' ');
        }
        for (int i = places.size() - 1; i >= 0; i--) {
            points.append(at(places.get(i), lows.get(i))).append(i == 0 ? "" : " ");
        }
        html.empty("polygon", "class", css, "points", points.toString());
        return this;
    }

    /** A point with its interval; the title appears under the pointer. */
    public Plot whisker(String css, double place, double estimate, double from, double to, String title) {
        html.open("g", "class", css);
        html.element("title", title);
        line("whisker", x(place), y(from), x(place), y(to));
        html.empty("circle", "cx", round(x(place)), "cy", round(y(estimate)), "r", "3.5");
        html.close();
        return this;
    }

    /** Words beside a place. */
    public Plot label(String css, double place, double value, double dx, double dy, String anchor, String text) {
        words(css, x(place) + dx, y(value) + dy, anchor, text);
        return this;
    }

    /** Closes it. */
    public void end() {
        html.close().line();
    }

    private void line(String css, double x1, double y1, double x2, double y2) {
        html.empty("line", "class", css, "x1", round(x1), "y1", round(y1), "x2", round(x2), "y2", round(y2));
    }

    private void words(String css, double x, double y, String anchor, String text) {
        html.element("text", text, "class", css, "x", round(x), "y", round(y), "text-anchor", anchor);
    }

    private String at(double place, double value) {
        return round(x(place)) + "," + round(y(value));
    }

    /** About so many round numbers inside the interval. */
    public static List<Double> ticks(double low, double high, int about) {
        double raw = (high - low) / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power;
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            step = factor * power;
            if (step >= raw) {
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / step); k * step <= high; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    private static String round(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}

package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Plot;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was seen at each look against the bounds, for each deciding metric and arm of a plan with looks. */
final class LookFigures {
    private static final int PERCENT = 100;

    private final Html html;
    private final ExperimentResult result;

    LookFigures(Html html, ExperimentResult result) {
        this.html = html;
        this.result = result;
    }

    void write() {
        int number = 0;
        for (var entry : result.sequential().entrySet()) {
            Sequential look = entry.getValue();
            html.element("h2", title(entry.getKey(), look));
            look.refusal()
                    .ifPresent(refused -> html.element(
                            "p",
                            "This look does not count. It is " + refused.message() + "; " + refused.remedy() + "."));
            html.open("figure");
            draw("looks-" + number, Plot.WIDE, "wide", entry.getKey(), look);
            draw("looks-" + number + "-narrow", Plot.HALF, "narrow", entry.getKey(), look);
            html.close().line();
            number++;
        }
    }

    private String title(String key, Sequential look) {
        String which = look.looks() == 0 ? "Look " + look.look() : "Look " + look.look() + " of " + look.looks();
        return which + ": " + key + " "
                + (look.crossed()
                        ? "is past its bound, and the experiment may end"
                        : look.stopped() ? "ended inside its bounds" : "is inside its bounds, and it goes on");
    }

    private void draw(String id, int width, String css, String key, Sequential look) {
        List<Sequential.Point> bounded =
                look.path().stream().filter(point -> point.bound().isPresent()).toList();
        List<Sequential.Point> seen =
                look.path().stream().filter(point -> point.z().isPresent()).toList();
        double most = look.path().stream()
                .flatMap(point -> Stream.concat(point.z().stream(), point.bound().stream()))
                .mapToDouble(Math::abs)
                .max()
                .orElse(2);
        double furthest = look.path().stream()
                .mapToDouble(Sequential.Point::information)
                .max()
                .orElse(1);
        int places = (int) Math.max(PERCENT, Math.ceil(PERCENT * furthest)) + 1;
        html.open("div", "class", css).line();
        Plot plot = new Plot(
                        html,
                        id,
                        title(key, look),
                        "Effect in standard errors at each look, over the share of the planned information, with the"
                                + " bounds above and below it.",
                        width,
                        260,
                        places,
                        -most,
                        most)
                .scale("effect in standard errors", Numbers::plain)
                .places(labels(places), places > 4 * PERCENT ? PERCENT : PERCENT / 4)
                .horizontal("zero", 0);
        for (int side : new int[] {1, -1}) {
            plot.curve(
                    "rule",
                    at(bounded),
                    bounded.stream()
                            .map(point -> side * point.bound().orElseThrow())
                            .toList());
            bounded.forEach(point -> plot.whisker(
                    "rule",
                    PERCENT * point.information(),
                    side * point.bound().orElseThrow(),
                    side * point.bound().orElseThrow(),
                    side * point.bound().orElseThrow(),
                    String.format(
                            Locale.ROOT, "bound %.2f", side * point.bound().orElseThrow())));
        }
        if (!bounded.isEmpty()) {
            Sequential.Point last = bounded.get(bounded.size() - 1);
            double bound = last.bound().orElseThrow();
            plot.label(
                    "rule",
                    PERCENT * last.information(),
                    bound,
                    8,
                    4,
                    "start",
                    String.format(Locale.ROOT, "bound %.2f", bound));
            plot.label("rule", PERCENT * last.information(), -bound, 8, 4, "start", "bound");
        }
        plot.curve(
                "model",
                at(seen),
                seen.stream().map(point -> point.z().orElseThrow()).toList());
        for (int i = 0; i < seen.size(); i++) {
            Sequential.Point point = seen.get(i);
            double z = point.z().orElseThrow();
            String when = point.at().map(day -> ", " + day).orElse("");
            plot.whisker(
                    "model",
                    PERCENT * point.information(),
                    z,
                    z,
                    z,
                    String.format(Locale.ROOT, "look %d%s: %.2f", i + 1, when, z));
            if (i == seen.size() - 1) {
                plot.label(
                        "model",
                        PERCENT * point.information(),
                        z,
                        8,
                        16,
                        "start",
                        String.format(Locale.ROOT, "look %d: %.2f", i + 1, z));
            }
        }
        plot.end();
        html.close().line();
    }

    private static List<Double> at(List<Sequential.Point> points) {
        return points.stream().map(point -> PERCENT * point.information()).toList();
    }

    private static List<String> labels(int places) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            labels.add(i + " %");
        }
        return labels;
    }
}

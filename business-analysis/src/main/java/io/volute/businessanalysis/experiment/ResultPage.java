package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.page.Forest;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A result as one HTML file that opens without network: the verdict in a sentence, whether the data may be believed, the
 * effects with their guardrails, the looks, and at the end what statisticians ask for. Of data that cannot be believed no
 * effect is shown. Immutable and thread-safe.
 */
public final class ResultPage {
    private final String css;

    /** In this style. */
    public ResultPage(Stylesheet stylesheet) {
        this.css = stylesheet.css() + STYLE;
    }

    /**
     * The page.
     *
     * @param definitions of the metrics that were analysed
     */
    public String html(ExperimentResult result, Design design, Map<MetricId, MetricDefinition> definitions) {
        return new Sheet(result, design, definitions).html(css);
    }

    private static final class Sheet {
        private final Html html = new Html();
        private final ExperimentResult result;
        private final Design design;
        private final ResultWords words;

        Sheet(ExperimentResult result, Design design, Map<MetricId, MetricDefinition> definitions) {
            this.result = result;
            this.design = design;
            Map<MetricId, Direction> directions = new TreeMap<>();
            definitions.forEach((id, definition) -> directions.put(id, definition.direction()));
            this.words = new ResultWords(result, design, directions);
        }

        String html(String css) {
            html.begin(result.design() + ": " + result.verdict().value(), css);
            boolean believed = !result.verdict().value().equals("INVALID");
            verdict();
            trust();
            if (believed) {
                effects();
                guardrails();
                new LookFigures(html, result).write();
            }
            new StatisticsSection(html, result, design).write(believed);
            html.element("footer", "Made by Volute from the data it was given; nothing was sent anywhere.");
            return html.close().close().close().line().document();
        }

        private void verdict() {
            html.element(
                    "p",
                    result.design() + " · " + Numbers.count(result.counts().exposed()) + " of "
                            + Numbers.count(result.counts().assigned()) + " " + design.counted() + "s exposed"
                            + result.until().map(day -> " · until " + day).orElse("") + " · "
                            + result.frozen()
                                    .map(same -> same ? "design as frozen" : "design changed since it was frozen")
                                    .orElse("design not frozen"),
                    "class",
                    "where");
            html.element("h1", words.headline());
            html.open("div", "class", "decision " + words.mood());
            html.open("p").element("strong", result.verdict().value()).text(". " + words.next());
            html.close().close().line();
        }

        private void trust() {
            html.element("h2", "Can the data be believed?");
            html.open("ul", "class", "lights").line();
            for (TrustCheck check : result.trust()) {
                html.open("li");
                light(mood(check.status()), check.status().name().toLowerCase(Locale.ROOT));
                html.element("strong", name(check.check())).text(": " + check.detail() + ".");
                if (!check.causes().isEmpty()) {
                    html.open("ul");
                    check.causes()
                            .forEach(cause -> html.element(
                                    "li",
                                    cause.attribute() + " " + cause.value() + ": " + cause.arm() + " has "
                                            + Numbers.count(cause.observed()) + ", expected "
                                            + Numbers.count(Math.round(cause.expected()))));
                    html.close();
                }
                html.close().line();
            }
            html.close().line();
        }

        /** {@code sample-ratio} as {@code Sample ratio}. */
        private static String name(String check) {
            String spaced = check.equals("a-a") ? "splits by lot" : check.replace('-', ' ');
            return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
        }

        private static String mood(TrustCheck.Status status) {
            return switch (status) {
                case PASS -> "good";
                case FAIL -> "bad";
                default -> "open";
            };
        }

        /** A light that colour-blind people and screen readers understand too: a sign and a word. */
        private void light(String mood, String word) {
            String sign = switch (mood) {
                case "good" -> "✓";
                case "bad" -> "✗";
                default -> "?";
            };
            html.element("span", sign + " " + word, "class", "light " + mood).text(" ");
        }

        private void effects() {
            for (int i = 0; i < design.treatments().size(); i++) {
                String arm = design.treatments().get(i);
                List<Comparison> ours = words.of(arm);
                String finding = words.finding(arm);
                html.element("h2", finding);
                html.open("figure");
                Forest.draw(
                        html,
                        "effects-" + i,
                        finding,
                        "Relative change of each metric in " + arm + " against " + design.control()
                                + " with its interval; a dashed line is what a guardrail may lose. The figures stand in"
                                + " the table below.",
                        "change against " + design.control() + ", %",
                        ours.stream().map(this::row).toList());
                html.element("figcaption", caption(ours), "class", "where");
                html.close().line();
            }
            table();
        }

        private Forest.Row row(Comparison one) {
            Figure figure = words.relative(one);
            Optional<Estimate> drawn = figure.found()
                    .or(() -> one.lift()
                            .found()
                            .map(point -> new Estimate(
                                    point.estimate(), point.estimate(), point.estimate(), point.n(), point.method())))
                    .map(found -> (Estimate) found.scaled(share -> 100 * share));
            return new Forest.Row(
                    one.metric().toString(),
                    words.lift(one) + ", " + words.state(one),
                    words.mood(one),
                    drawn,
                    one.guardrail()
                            .flatMap(guard -> guard.share(one.valueControl())
                                    .map(share -> new Forest.Line(
                                            100 * share * words.badSide(one), "margin " + guard.said()))));
        }

        private String caption(List<Comparison> ours) {
            List<String> said = new ArrayList<>();
            said.add("Intervals of 95 %" + (design.design().alpha() == .05 ? "" : " for guardrails and context"));
            if (!result.sequential().isEmpty()) {
                said.add("those of deciding metrics hold over all looks");
            } else if (ours.stream()
                    .flatMap(one -> one.adjusted().stream())
                    .anyMatch(adjusted -> !adjusted.method().equals("none"))) {
                said.add("those of deciding metrics hold for all of them together");
            }
            return String.join("; ", said) + ".";
        }

        private void table() {
            List<List<String>> rows = new ArrayList<>();
            result.comparisons()
                    .forEach(one -> rows.add(List.of(
                            one.metric().toString(),
                            one.role().name().toLowerCase(Locale.ROOT),
                            one.arm(),
                            value(one.valueControl()),
                            value(one.valueArm()),
                            words.lift(one),
                            words.state(one))));
            Tables.write(
                    html,
                    "All metrics, each before those that belong beside it",
                    List.of("metric", "role", "arm", design.control(), "in the arm", "change", ""),
                    rows);
            result.comparisons().stream()
                    .flatMap(one -> one.notes().stream()
                            .filter(note -> note.startsWith("the arm moves"))
                            .map(note -> one.metric() + " in " + one.arm() + ": " + note + "."))
                    .forEach(note -> html.element("p", note));
        }

        private static String value(Figure figure) {
            return figure.found().map(found -> Numbers.plain(found.estimate())).orElse("none");
        }

        private void guardrails() {
            List<Comparison> guarded = result.comparisons().stream()
                    .filter(one -> one.guardrail().isPresent())
                    .toList();
            if (guarded.isEmpty()) {
                return;
            }
            html.element("h2", "Guardrails").open("ul", "class", "lights").line();
            for (Comparison one : guarded) {
                Comparison.Guard guard = one.guardrail().orElseThrow();
                html.open("li");
                light(words.mood(one), ResultWords.standing(guard.standing()));
                html.element("strong", one.metric().toString())
                        .text((design.treatments().size() > 1 ? " in " + one.arm() : "") + ": " + words.lift(one)
                                + "; it may get " + guard.said() + " worse.");
                html.close().line();
            }
            html.close().line();
            html.element(
                    "p",
                    "A guardrail holds when the data rule out that it got worse by more than its margin; not seeing a"
                            + " change is not enough.",
                    "class",
                    "where");
        }
    }

    private static final String STYLE = """
            h1, h2, li, p, figcaption { overflow-wrap: anywhere; }
            th, td { overflow-wrap: break-word; max-width: 18rem; } caption { overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; }
            .decision.good { border-left-color: var(--good); } .decision.bad { border-left-color: var(--bad); }
            .decision.open { border-left-color: var(--rule); }
            ul.lights { list-style: none; padding: 0; } ul.lights > li { margin: .45rem 0; }
            .light { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem;
              font-size: .85rem; font-weight: 600; margin-right: .3rem; white-space: nowrap; }
            .light.good { color: var(--good); } .light.bad { color: var(--bad); } .light.open { color: var(--rule); }
            svg .margin { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 3 2; }
            svg text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
            svg g .whisker { stroke-width: 2.5; }
            """;
}

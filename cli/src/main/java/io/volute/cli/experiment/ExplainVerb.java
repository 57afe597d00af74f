package io.volute.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.metric.MetricChange;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricHistory;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricSeries;
import io.volute.businessanalysis.metric.ShownTogether;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.Composition;
import io.volute.cli.verb.FileFormat;
import io.volute.cli.verb.Talk;
import io.volute.core.Volute;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.text.Numbers;
import io.volute.statistics.Decomposed;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Refused;
import io.volute.statistics.decomposition.RatioMix;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute metric explain}. */
@Command(
        name = "explain",
        header = "Say why metrics moved from one period to another: by segment, by factor.",
        description = {
            "With --by a ratio is told by segment: what changed within each, and what its changed share did (inner, mix)."
                    + " Without, by factor: numerator and denominator, or the sum over units and their number. --factors"
                    + " explains the product of some metrics. Parts sum to the change."
        },
        footer = {
            "",
            "Examples:",
            "  volute metric explain --metrics metrics.yaml --events events.csv --from 2026-06 --to 2026-07 --by platform",
            "  volute metric explain --metrics metrics.yaml --events events.csv --from 2026-06 --to 2026-07 \\",
            "      --factors visits@1,orders-per-visit@1"
        })
public final class ExplainVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private FileFormat format;

    @Option(names = "--metrics", paramLabel = "M", required = true, description = "Definitions of the metrics.")
    private Path metrics;

    @Option(
            names = "--events",
            paramLabel = "E",
            required = true,
            description = "event_id, unit, event, at, perhaps received_at, and the columns that the metrics name.")
    private Path events;

    @Option(
            names = "--from",
            paramLabel = "PERIOD",
            required = true,
            description = "The period before: 2026, 2026-06, 2026-06-01, or days such as 2026-06-01..2026-06-07.")
    private String from;

    @Option(names = "--to", paramLabel = "PERIOD", required = true, description = "The period that is explained.")
    private String to;

    @Option(names = "--by", paramLabel = "COLUMN", description = "Segments: a column of the events, such as platform.")
    private Optional<String> by;

    @Option(
            names = "--factors",
            paramLabel = "METRIC",
            split = ",",
            description = "Explain the product of these metrics instead.")
    private List<String> factors;

    /** In these surroundings. */
    public ExplainVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        MetricHistory.Period before = period("--from", from);
        MetricHistory.Period later = period("--to", to);
        if (before.equals(later)) {
            throw new VoluteException(
                    CoreError.USAGE, "--to " + to + ": the same as --from (expected: another period)");
        }
        if (factors != null && by.isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE, "--factors: beside --by (expected: one of them; a product is told by factor)");
        }
        Volute volute = new Composition().withoutDatabase();
        SortedMap<MetricId, MetricDefinition> definitions = new DesignFiles(volute, surroundings).metrics(metrics);
        EventLog log = new EventFiles(format, surroundings).events(events, definitions, by);
        MetricChange change = volute.instance(MetricChange.class);
        Terminal.Channel channel = surroundings.terminal().results();
        if (factors != null) {
            tell(product(change, log, definitions, before, later), channel);
            return ExitCode.DONE;
        }
        List<MetricId> order = order(definitions);
        List<MetricChange.Explained> explained = by
                .map(column -> change.bySegment(log, definitions, column, before, later))
                .orElseGet(() -> change.byFactor(log, definitions, before, later))
                .stream()
                .sorted(Comparator.comparingInt(one -> order.indexOf(one.metric())))
                .toList();
        if (talk.json()) {
            ObjectNode document = head();
            ArrayNode list = document.putArray("metrics");
            explained.forEach(one -> list.add(item(one)));
            Json.print(document, channel);
        } else {
            explained.forEach(one -> print(one, channel));
        }
        return ExitCode.DONE;
    }

    private Decomposed product(
            MetricChange change,
            EventLog log,
            SortedMap<MetricId, MetricDefinition> definitions,
            MetricHistory.Period before,
            MetricHistory.Period later) {
        try {
            return change.product(
                    log, definitions, factors.stream().map(MetricId::parse).toList(), before, later);
        } catch (IllegalArgumentException e) {
            throw DesignFiles.usage(metrics, e);
        }
    }

    private static MetricHistory.Period period(String option, String text) {
        try {
            int dots = text.indexOf("..");
            Slot first = Slot.parse(dots < 0 ? text : text.substring(0, dots));
            Slot last = dots < 0 ? first : Slot.parse(text.substring(dots + 2));
            if (first.equals(Slot.ALL) || last.equals(Slot.ALL) || last.first().isBefore(first.first())) {
                throw new IllegalArgumentException(
                        "period: " + text + " (expected: one that begins and ends, such as 2026-06)");
            }
            return new MetricHistory.Period(first.first(), last.next().first());
        } catch (IllegalArgumentException e) {
            throw new VoluteException(
                    CoreError.USAGE, option + ": " + Excerpt.escaped(String.valueOf(e.getMessage())), e);
        }
    }

    private List<MetricId> order(SortedMap<MetricId, MetricDefinition> definitions) {
        try {
            return ShownTogether.order(definitions);
        } catch (IllegalArgumentException e) {
            throw DesignFiles.usage(metrics, e);
        }
    }

    private ObjectNode head() {
        ObjectNode document = Json.object().put("from", from).put("to", to);
        by.ifPresent(column -> document.put("by", column));
        return document;
    }

    private void tell(Decomposed why, Terminal.Channel channel) {
        if (talk.json()) {
            ObjectNode document = head();
            ObjectNode product = document.putObject("product");
            ArrayNode named = product.putArray("factors");
            factors.forEach(named::add);
            put(why, product);
            Json.print(document, channel);
        } else {
            channel.line(String.join(" x ", factors) + "  " + from + " → " + to);
            print(why, channel);
        }
    }

    private static ObjectNode item(MetricChange.Explained one) {
        ObjectNode item = Json.object()
                .put("metric", one.metric().name())
                .put("version", one.metric().version());
        item.set("before", value(one.before()));
        item.set("later", value(one.later()));
        put(one.why(), item);
        if (!one.segments().isEmpty()) {
            item.remove("parts");
            ArrayNode segments = item.putArray("segments");
            for (MetricChange.Segment segment : one.segments()) {
                ObjectNode row = segments.addObject().put("segment", segment.name());
                row.set("before", sums(segment.before()));
                row.set("later", sums(segment.later()));
                row.put("inner", segment.inner()).put("mix", segment.mix());
            }
            item.put(
                    "inner",
                    one.segments().stream()
                            .mapToDouble(MetricChange.Segment::inner)
                            .sum());
            item.put(
                    "mix",
                    one.segments().stream()
                            .mapToDouble(MetricChange.Segment::mix)
                            .sum());
        }
        return item;
    }

    private static ObjectNode value(MetricSeries.Row row) {
        ObjectNode value = Json.object();
        if (Double.isFinite(row.value())) {
            value.put("value", row.value());
        } else {
            value.putNull("value");
        }
        return value.put("numerator", row.numerator())
                .put("denominator", row.denominator())
                .put("provisional", row.provisional());
    }

    private static ObjectNode sums(RatioMix.Segment sums) {
        return Json.object().put("numerator", sums.numerator()).put("denominator", sums.denominator());
    }

    private static void put(Decomposed why, ObjectNode item) {
        if (why instanceof Refused refused) {
            item.putObject("refused")
                    .put("code", refused.code())
                    .put("message", refused.message())
                    .put("remedy", refused.remedy());
            return;
        }
        Decomposition found = why.decomposition().orElseThrow();
        item.put("change", found.change()).put("method", found.method());
        ArrayNode parts = item.putArray("parts");
        found.parts().forEach(part -> parts.addObject().put("name", part.name()).put("change", part.change()));
        found.warning().ifPresent(warning -> item.put("warning", warning));
    }

    private void print(MetricChange.Explained one, Terminal.Channel channel) {
        channel.line(one.metric() + "  " + shown(one.before()) + " → " + shown(one.later()) + "  (" + from + " → " + to
                + ")" + (one.later().provisional() ? "  provisional" : ""));
        if (one.segments().isEmpty()) {
            print(one.why(), channel);
            return;
        }
        TextTable table = new TextTable(by.orElse("segment"), ">before", ">later", ">inner", ">mix");
        one.segments()
                .forEach(segment -> table.row(
                        segment.name(),
                        ratio(segment.before()),
                        ratio(segment.later()),
                        signed(segment.inner()),
                        signed(segment.mix())));
        table.row(
                "all",
                shown(one.before()),
                shown(one.later()),
                signed(one.segments().stream()
                        .mapToDouble(MetricChange.Segment::inner)
                        .sum()),
                signed(one.segments().stream()
                        .mapToDouble(MetricChange.Segment::mix)
                        .sum()));
        table.print(channel);
        one.why().decomposition().flatMap(Decomposition::warning).ifPresent(warning -> warn(warning, channel));
        channel.line("");
    }

    private static void print(Decomposed why, Terminal.Channel channel) {
        if (why instanceof Refused refused) {
            channel.line("  " + refused.message() + "; " + refused.remedy());
        } else {
            Decomposition found = why.decomposition().orElseThrow();
            TextTable table = new TextTable("part", ">change");
            found.parts().forEach(part -> table.row(part.name(), signed(part.change())));
            table.row("all", signed(found.change()));
            table.print(channel);
            found.warning().ifPresent(warning -> warn(warning, channel));
        }
        channel.line("");
    }

    private static void warn(String warning, Terminal.Channel channel) {
        channel.line("  " + channel.styled(Style.NOTE, "careful") + "  " + warning);
    }

    private static String shown(MetricSeries.Row row) {
        return Double.isFinite(row.value()) ? Numbers.plain(row.value()) : "no denominator";
    }

    private static String ratio(RatioMix.Segment sums) {
        return sums.denominator() == 0
                ? "none"
                : Numbers.plain(sums.numerator() / sums.denominator()) + " of " + Numbers.plain(sums.denominator());
    }

    private static String signed(double change) {
        return (change > 0 ? "+" : "") + Numbers.plain(change);
    }
}

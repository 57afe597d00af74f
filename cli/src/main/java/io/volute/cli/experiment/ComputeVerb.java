package io.volute.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricHistory;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricSeries;
import io.volute.businessanalysis.metric.ShownTogether;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.Composition;
import io.volute.cli.verb.FileFormat;
import io.volute.cli.verb.Talk;
import io.volute.core.Volute;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.text.Numbers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute metric compute}. */
@Command(
        name = "compute",
        header = "Compute metrics over a log, over each of its days, or for each unit.",
        description = {
            "Units are those that have events. A value is provisional while events of its window may still arrive."
                    + " No metric stands without its context: what belongs beside it follows it."
        },
        footer = {"", "Examples:", "  volute metric compute --metrics metrics.yaml --events events.csv --by day"})
public final class ComputeVerb implements Callable<Integer> {
    private static final int SHOWN = 60;

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

    @Option(names = "--by", paramLabel = "day|unit", description = "One value for each (default: one for all).")
    private By by;

    /** What gets a value of its own. */
    enum By {
        day,
        unit
    }

    /** In these surroundings. */
    public ComputeVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Volute volute = new Composition().withoutDatabase();
        SortedMap<MetricId, MetricDefinition> definitions = new DesignFiles(volute, surroundings).metrics(metrics);
        EventLog log = new EventFiles(format, surroundings).events(events, definitions);
        MetricHistory history = volute.instance(MetricHistory.class);
        List<MetricId> order = order(definitions);
        List<MetricSeries> computed = by == null
                ? history.whole(log, definitions)
                : by == By.day ? history.byDay(log, definitions) : history.byUnit(log, definitions);
        List<MetricSeries> found = computed.stream()
                .sorted(Comparator.comparingInt(series -> order.indexOf(series.metric())))
                .toList();
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(document(found), channel);
        } else {
            print(found, definitions, channel);
        }
        return ExitCode.DONE;
    }

    /** Each before what belongs beside it. */
    private List<MetricId> order(SortedMap<MetricId, MetricDefinition> definitions) {
        try {
            return ShownTogether.order(definitions);
        } catch (IllegalArgumentException e) {
            throw DesignFiles.usage(metrics, e);
        }
    }

    private static ObjectNode document(List<MetricSeries> found) {
        ObjectNode document = Json.object();
        ArrayNode metrics = document.putArray("metrics");
        for (MetricSeries series : found) {
            ObjectNode item = metrics.addObject()
                    .put("metric", series.metric().name())
                    .put("version", series.metric().version());
            ArrayNode rows = item.putArray("rows");
            for (MetricSeries.Row row : series.rows()) {
                ObjectNode value = rows.addObject().put("period", row.period());
                if (Double.isFinite(row.value())) {
                    value.put("value", row.value());
                } else {
                    value.putNull("value");
                }
                value.put("numerator", row.numerator())
                        .put("denominator", row.denominator())
                        .put("units", row.units())
                        .put("provisional", row.provisional());
            }
        }
        return document;
    }

    private static void print(
            List<MetricSeries> found, SortedMap<MetricId, MetricDefinition> definitions, Terminal.Channel channel) {
        for (MetricSeries series : found) {
            String beside = definitions.entrySet().stream()
                    .filter(other -> other.getValue().context().contains(series.metric()))
                    .map(other -> other.getKey().toString())
                    .collect(Collectors.joining(", "));
            channel.line(series.metric() + (beside.isEmpty() ? "" : "  beside " + beside));
            TextTable table = new TextTable("period", "value", "numerator", "denominator", "units", "");
            series.rows().stream()
                    .limit(SHOWN)
                    .forEach(row -> table.row(
                            row.period(),
                            Double.isFinite(row.value()) ? Numbers.plain(row.value()) : "no denominator",
                            Numbers.plain(row.numerator()),
                            Numbers.plain(row.denominator()),
                            Numbers.count(row.units()),
                            row.provisional() ? "provisional" : ""));
            table.print(channel);
            if (series.rows().size() > SHOWN) {
                channel.line("  … " + Numbers.count(series.rows().size() - SHOWN) + " more (--json has all)");
            }
            channel.line("");
        }
    }
}

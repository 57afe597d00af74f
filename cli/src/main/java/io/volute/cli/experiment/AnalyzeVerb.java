package io.volute.cli.experiment;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.ExperimentAnalysis;
import io.volute.businessanalysis.experiment.ExperimentResult;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.Population;
import io.volute.businessanalysis.experiment.ResultPage;
import io.volute.businessanalysis.experiment.UnitFile;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Composition;
import io.volute.cli.verb.FileFormat;
import io.volute.cli.verb.Talk;
import io.volute.core.Volute;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute experiment analyze}. */
@Command(
        name = "analyze",
        header = "Say by the design whether an experiment moved the business: trust, effects, guardrails, verdict.",
        description = {
            "The design says what decides. Data come as --assignments and --events, or added up by unit as --units."
                    + " Nothing is shown of data that cannot be trusted but why.",
            "Exit code 1 for DO_NOT_SHIP and INVALID, 2 for a bad design, 3 when a file is not as declared."
        },
        footer = {
            "",
            "Examples:",
            "  volute experiment analyze --design design.yaml --assignments assignments.csv --events events.csv",
            "  volute experiment analyze --design design.yaml --units units.csv --looks looks.json --html result.html"
        })
public final class AnalyzeVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private FileFormat format;

    @Option(names = "--design", paramLabel = "D", required = true, description = "The design's file.")
    private Path design;

    @Option(
            names = "--assignments",
            paramLabel = "A",
            description = "unit, arm, assigned_at, and perhaps exposed_at, is_bot and attributes.")
    private Optional<Path> assignments;

    @Option(
            names = "--events",
            paramLabel = "E",
            description = "event_id, unit, event, at, perhaps received_at, and the columns that the metrics name.")
    private Optional<Path> events;

    @Option(
            names = "--units",
            paramLabel = "U",
            description = "In place of both: unit, arm, and the metrics' columns NAME, or NAME.num and NAME.den, and"
                    + " before the exposure NAME.pre. No unit where the design says unit: unknown.")
    private Optional<Path> units;

    @Option(names = "--metrics", paramLabel = "M", description = "Definitions of the metrics, if not in the design.")
    private Optional<Path> metrics;

    @Option(
            names = "--looks",
            paramLabel = "L",
            description = "The looks taken so far; this one is added. Without it this is the first look.")
    private Optional<Path> looks;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "The day of the question, or a moment: what is received then or later is not known.")
    private Optional<String> asOf;

    @Option(names = "--html", paramLabel = "OUT", description = "Write a page for people to this file too.")
    private Optional<Path> html;

    /** In these surroundings. */
    public AnalyzeVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        checkData();
        Optional<HtmlFile> page = html.map(out -> new HtmlFile(out, surroundings));
        Stream.of(Optional.of(design), assignments, events, units, metrics, looks)
                .flatMap(Optional::stream)
                .forEach(input -> page.ifPresent(out -> out.isNot(input)));
        Volute volute = new Composition().withoutDatabase();
        DesignFiles files = new DesignFiles(volute, surroundings);
        Design read = files.design(design);
        SortedMap<MetricId, MetricDefinition> written = files.definitions(read, metrics);
        LooksFile looked = new LooksFile(looks.map(path -> surroundings.folder().resolve(path)));
        Analysis done;
        try {
            done = units.isPresent()
                    ? fromUnits(read, units.get(), written, looked.read())
                    : fromEvents(read, written, volute, looked.read());
        } catch (IllegalArgumentException e) {
            throw DesignFiles.usage(design, e);
        }
        ExperimentResult result = done.analysed().result();
        // The page first: a look counts only when somebody could see it.
        page.ifPresent(out -> out.write(new ResultPage(new Stylesheet()).html(result, read, done.definitions())));
        looked.write(done.analysed().looks());
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(ResultDocument.of(result), channel);
        } else {
            ResultText.print(result, read, channel);
            html.ifPresent(out -> channel.line("  page     " + out));
        }
        return result.verdict().negative() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private void checkData() {
        String wrong = "";
        if (units.isPresent() && (assignments.isPresent() || events.isPresent())) {
            wrong = "--units is in place of --assignments and --events (expected: --units, or the other two)";
        } else if (units.isEmpty() && assignments.isEmpty() && events.isEmpty()) {
            wrong = "which data? (expected: --assignments A and --events E, or --units U)";
        } else if (units.isEmpty() && events.isEmpty()) {
            wrong = "--assignments without --events (expected: both, or --units U)";
        } else if (units.isEmpty() && assignments.isEmpty()) {
            wrong = "--events without --assignments (expected: both, or --units U)";
        }
        if (!wrong.isEmpty()) {
            throw new VoluteException(CoreError.USAGE, wrong);
        }
        asOf.ifPresent(AnalyzeVerb::moment);
    }

    /** What was found, and the definitions of what was looked at. */
    private record Analysis(ExperimentAnalysis.Analysed analysed, SortedMap<MetricId, MetricDefinition> definitions) {}

    private Analysis fromEvents(
            Design read, SortedMap<MetricId, MetricDefinition> written, Volute volute, Looks before) {
        ExperimentAnalysis analysis = new ExperimentAnalysis(read, written);
        SortedMap<MetricId, MetricDefinition> definitions = analysis.definitions();
        EventFiles files = new EventFiles(format, surroundings);
        Optional<Instant> moment = asOf.map(AnalyzeVerb::moment);
        Table assigned = files.assignments(assignments.orElseThrow());
        EventLog log = files.events(events.orElseThrow(), definitions);
        Optional<Duration> covariate = read.covariate().map(spec -> Duration.ofDays(spec.days()));
        UnitTotals totals = volute.instance(Metrics.class)
                .count(
                        assigned,
                        log,
                        definitions,
                        covariate,
                        Set.of(read.primary().get(0).metric()),
                        moment);
        Optional<LocalDate> until = moment.map(AnalyzeVerb::day).or(() -> lastDay(totals));
        ExperimentUnits population = Population.of(read, totals, definitions, covariate.isPresent(), until);
        return new Analysis(analysis.analyse(population, before), definitions);
    }

    private Analysis fromUnits(Design read, Path file, SortedMap<MetricId, MetricDefinition> written, Looks before) {
        UnitFile form = new UnitFile(read, written);
        Table table = new TypedFile(file, format, surroundings, new TypedFile.Columns() {
                    @Override
                    public Set<String> needed() {
                        return new LinkedHashSet<>(form.needed());
                    }

                    @Override
                    public SortedMap<String, ValueType> types(List<String> header) {
                        SortedMap<String, ValueType> types = new TreeMap<>();
                        header.forEach(name -> types.put(name, ValueType.TEXT));
                        form.numbers(header).forEach(name -> types.put(name, ValueType.NUMBER));
                        return types;
                    }
                })
                .read();
        SortedMap<MetricId, MetricDefinition> definitions = form.definitions(table);
        ExperimentAnalysis analysis = new ExperimentAnalysis(read, definitions, written);
        try {
            ExperimentUnits population = form.units(table, definitions, asOf.map(text -> day(moment(text))));
            return new Analysis(analysis.analyse(population, before), definitions);
        } catch (IllegalArgumentException e) {
            throw new VoluteException(CoreError.SOURCE_UNREADABLE, file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<LocalDate> lastDay(UnitTotals totals) {
        return totals.log().days().isEmpty()
                ? Optional.empty()
                : Optional.of(totals.log().days().lastKey());
    }

    private static Instant moment(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new VoluteException(
                    CoreError.USAGE, "--as-of " + text + ": no day (expected: 2026-06-15, or 2026-06-15T12:00:00Z)", e);
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}

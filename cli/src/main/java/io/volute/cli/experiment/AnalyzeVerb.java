package io.volute.cli.experiment;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.ExperimentAnalysis;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.Population;
import io.volute.businessanalysis.experiment.UnitFile;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
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
            "  volute experiment analyze --design design.yaml --units units.csv --looks looks.json"
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
                    + " before the exposure NAME.pre.")
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
            description = "What is received on that day or later is not known: 2026-06-15, or a moment.")
    private Optional<String> asOf;

    /** In these surroundings. */
    public AnalyzeVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (units.isPresent() == (assignments.isPresent() && events.isPresent())
                || (units.isPresent() && (assignments.isPresent() || events.isPresent()))) {
            throw new VoluteException(
                    CoreError.USAGE, "analyze: which data? (expected: --assignments A --events E, or --units U)");
        }
        Volute volute = new Composition().withoutDatabase();
        DesignFiles files = new DesignFiles(volute, surroundings);
        Design read = files.design(design);
        LooksFile looked = new LooksFile(looks.map(path -> surroundings.folder().resolve(path)));
        ExperimentAnalysis.Analysed analysed;
        try {
            analysed = units.isPresent()
                    ? fromUnits(read, units.get(), looked.read())
                    : fromEvents(read, files.definitions(read, metrics), volute, looked.read());
        } catch (IllegalArgumentException e) {
            throw DesignFiles.usage(design, e);
        }
        looked.write(analysed.looks());
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(ResultDocument.of(analysed.result()), channel);
        } else {
            ResultText.print(analysed.result(), read, channel);
        }
        return analysed.result().verdict().negative() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private ExperimentAnalysis.Analysed fromEvents(
            Design read, SortedMap<MetricId, MetricDefinition> definitions, Volute volute, Looks before) {
        ExperimentAnalysis analysis = new ExperimentAnalysis(read, definitions);
        EventFiles files = new EventFiles(format, surroundings);
        Optional<Instant> moment = asOf.map(AnalyzeVerb::moment);
        Table assigned = files.assignments(assignments.orElseThrow());
        EventLog log = files.events(events.orElseThrow(), definitions);
        Optional<Duration> covariate = read.covariate().map(spec -> Duration.ofDays(spec.days()));
        UnitTotals totals = volute.instance(Metrics.class).count(assigned, log, definitions, covariate, moment);
        Optional<LocalDate> until = moment.map(AnalyzeVerb::day).or(() -> lastDay(totals));
        return analysis.analyse(Population.of(read, totals, definitions, covariate.isPresent(), until), before);
    }

    private ExperimentAnalysis.Analysed fromUnits(Design read, Path file, Looks before) {
        UnitFile form = new UnitFile(read);
        Table table = new TypedFile(file, format, surroundings, new TypedFile.Columns() {
                    @Override
                    public Set<String> needed() {
                        return new LinkedHashSet<>(List.of(UnitFile.UNIT, UnitFile.ARM));
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
        try {
            ExperimentUnits population = form.units(table, definitions, asOf.map(text -> day(moment(text))));
            return new ExperimentAnalysis(read, definitions).analyse(population, before);
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

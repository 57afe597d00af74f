package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.duckdb.DuckDbEventTotals;
import io.volute.statistics.sequential.Spending;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import world.World;

/**
 * Files of the simulated service, read and analysed as anybody would who has them. Several worlds may stand in one log:
 * a prefix keeps their users and recommendations apart.
 *
 * @param assignments what was assigned
 * @param events what was logged, in parts
 */
record Simulated(Table assignments, List<Table> events) {
    static final MetricId TAKE_RATE = MetricId.parse("take-rate@3");
    static final MetricId HOURS = MetricId.parse("streaming-hours@2");
    static final MetricId CANCELLATIONS = MetricId.parse("cancellation-rate@3");
    static final String LAUNCH = "home-rank-v7";
    private static final int COVARIATE_DAYS = 14;
    private static final String ASSIGNMENTS = "assignments.csv";
    private static final String EVENTS = "events.csv";

    /** What the world prints as its truth. */
    static String truth(String... options) {
        return print(Stream.concat(Stream.of(options), Stream.of("--truth")).toList());
    }

    /** A world in a folder of its own. */
    static Simulated of(Path folder, String... options) {
        write(folder, options);
        return new Simulated(assignments(folder, ""), List.of(events(folder, "")));
    }

    /** Only who was assigned and exposed. */
    static Table assignments(Path folder, String prefix, String... options) {
        write(
                folder,
                Stream.concat(Stream.of(options), Stream.of("--no-events")).toArray(String[]::new));
        return assignments(folder, prefix);
    }

    static void write(Path folder, String... options) {
        print(Stream.concat(Stream.of(options), Stream.of("--out", folder.toString()))
                .toList());
    }

    private static String print(List<String> options) {
        var bytes = new ByteArrayOutputStream();
        try (var print = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            World.simulate(options, print);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The design of the example for a launch. */
    static Design design(String launch) {
        return new Design(
                launch,
                "user",
                new TreeMap<>(Map.of("control", .5, launch, .5)),
                "control",
                List.of(new Design.Primary(TAKE_RATE, .02, Optional.empty())),
                List.of(
                        new Design.Guarded(HOURS, .02, Optional.empty()),
                        new Design.Guarded(CANCELLATIONS, .05, Optional.empty())),
                List.of(),
                Optional.of(new Design.CovariateSpec(COVARIATE_DAYS)),
                new LookPlan(LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), .8, .05),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    /** The three metrics of the example. */
    static SortedMap<MetricId, MetricDefinition> metrics() {
        return metrics(Duration.ZERO, Duration.ofDays(28));
    }

    /** The same over another window. */
    static SortedMap<MetricId, MetricDefinition> metrics(Duration from, Duration to) {
        MetricWindow window = new MetricWindow(from, to);
        SortedMap<MetricId, MetricDefinition> all = new TreeMap<>();
        all.put(
                TAKE_RATE,
                new MetricDefinition(
                        MetricType.RATIO,
                        Optional.empty(),
                        Optional.of(new EventTerm(
                                "play",
                                Optional.of("seconds >= 60"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("rec_id"),
                                Optional.of(Duration.ofDays(2)))),
                        Optional.of(term("impression", null, "rec_id")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        window,
                        Duration.ofDays(2),
                        Direction.UP,
                        1,
                        MetricDefinition.ZeroDenominator.KEEP_UNIT,
                        true,
                        Optional.empty(),
                        List.of()));
        all.put(HOURS, simple(MetricType.SUM, term("play", "seconds", null), window, Direction.UP, 3600));
        all.put(CANCELLATIONS, simple(MetricType.PROPORTION, term("cancel", null, null), window, Direction.DOWN, 1));
        return all;
    }

    private static EventTerm term(String event, @Nullable String value, @Nullable String distinct) {
        return new EventTerm(
                event,
                Optional.empty(),
                Optional.ofNullable(value),
                Optional.ofNullable(distinct),
                Optional.empty(),
                Optional.empty());
    }

    private static MetricDefinition simple(
            MetricType type, EventTerm events, MetricWindow window, Direction direction, double divideBy) {
        return new MetricDefinition(
                type,
                Optional.of(events),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                window,
                Duration.ofDays(2),
                direction,
                divideBy,
                MetricDefinition.ZeroDenominator.KEEP_UNIT,
                true,
                Optional.empty(),
                List.of());
    }

    /** Totals of the three metrics by unit. */
    UnitTotals totals() {
        return totals(metrics());
    }

    UnitTotals totals(SortedMap<MetricId, MetricDefinition> metrics) {
        return new Metrics(new DuckDbEventTotals())
                .count(
                        assignments,
                        EventLog.of(events),
                        metrics,
                        Optional.of(Duration.ofDays(COVARIATE_DAYS)),
                        Optional.empty());
    }

    /** The analysis of a launch. */
    ExperimentResult analyse(String launch) {
        return analyse(launch, totals());
    }

    static ExperimentResult analyse(String launch, UnitTotals totals) {
        return analyse(design(launch), metrics(), totals);
    }

    static ExperimentResult analyse(Design design, SortedMap<MetricId, MetricDefinition> metrics, UnitTotals totals) {
        ExperimentUnits units =
                Population.of(design, totals, metrics, design.covariate().isPresent(), Optional.of(LocalDate.EPOCH));
        return new ExperimentAnalysis(design, metrics)
                .analyse(units, Looks.NONE)
                .result();
    }

    static Comparison comparison(ExperimentResult result, MetricId metric) {
        return result.comparisons().stream()
                .filter(one -> one.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    static TrustCheck check(ExperimentResult result, String name) {
        return result.trust().stream()
                .filter(one -> one.check().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a folder holds of assignments. */
    static Table assignments(Path folder, String prefix) {
        return read(
                folder.resolve(ASSIGNMENTS),
                prefix,
                Map.of("assigned_at", ColumnType.INSTANT, "exposed_at", ColumnType.INSTANT, "is_bot", ColumnType.BOOL));
    }

    /** What a folder holds of events. */
    static Table events(Path folder, String prefix) {
        return read(
                folder.resolve(EVENTS),
                prefix,
                Map.of("at", ColumnType.INSTANT, "received_at", ColumnType.INSTANT, "seconds", ColumnType.DOUBLE));
    }

    private static Table read(Path file, String prefix, Map<String, ColumnType> types) {
        List<String> named = List.of("unit", "rec_id", "event_id");
        List<Column.Builder> columns = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String[] header = lines.readLine().split(",", -1);
            ColumnType[] type = new ColumnType[header.length];
            boolean[] prefixed = new boolean[header.length];
            for (int i = 0; i < header.length; i++) {
                type[i] = types.getOrDefault(header[i], ColumnType.TEXT);
                prefixed[i] = named.contains(header[i]);
                columns.add(Column.builder(header[i], type[i], 1024));
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int from = 0;
                for (int i = 0; i < type.length; i++) {
                    int comma = line.indexOf(',', from);
                    int to = comma < 0 ? line.length() : comma;
                    add(columns.get(i), type[i], line, from, to, prefixed[i] ? prefix : "");
                    from = to + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Table.of(columns.stream().map(Column.Builder::build).toList());
    }

    private static void add(Column.Builder column, ColumnType type, String line, int from, int to, String prefix) {
        if (from == to) {
            column.addMissing();
            return;
        }
        switch (type) {
            case INSTANT -> column.add(1_000_000 * second(line, from));
            case BOOL -> column.add(line.charAt(from) == 't');
            case DOUBLE -> column.add(Double.parseDouble(line.substring(from, to)));
            default -> column.add(prefix + line.substring(from, to));
        }
    }

    /** {@code 2026-06-01T00:00:00Z}, which is all that the world writes. */
    private static long second(String line, int at) {
        LocalDate day = LocalDate.of(number(line, at, 4), number(line, at + 5, 2), number(line, at + 8, 2));
        return day.toEpochDay() * 86_400
                + number(line, at + 11, 2) * 3600L
                + number(line, at + 14, 2) * 60L
                + number(line, at + 17, 2);
    }

    private static int number(String line, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            number = 10 * number + line.charAt(i) - '0';
        }
        return number;
    }
}

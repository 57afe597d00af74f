package io.volute.businessanalysis.metric;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.Window;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Metrics of a log without any assignment: its units are those that have events, and its days are the windows. An event
 * of the denominator belongs to the day on which it was first seen, whenever it is answered. Thread-safe.
 */
public final class MetricHistory {
    private final EventTotals totals;

    /** On this engine. */
    @Inject
    public MetricHistory(EventTotals totals) {
        this.totals = totals;
    }

    /** The log's extent. */
    private record Extent(TreeSet<String> units, LocalDate first, LocalDate last, Instant received) {
        int days() {
            return Math.toIntExact(last.toEpochDay() - first.toEpochDay() + 1);
        }
    }

    /** Over the whole log; no rows for a log without events. */
    public List<MetricSeries> whole(EventLog events, SortedMap<MetricId, MetricDefinition> metrics) {
        return extent(events)
                .map(extent -> {
                    Window all = new Window(Duration.ZERO, Duration.ofDays(extent.days()));
                    Table units = count(events, metrics, extent, List.of(all));
                    return series(
                            metrics,
                            id -> List.of(row(
                                    "all",
                                    units,
                                    everyRow(units),
                                    id,
                                    metrics,
                                    0,
                                    provisional(extent, metrics, id, all))));
                })
                .orElseGet(() -> series(metrics, id -> List.of()));
    }

    /** By UTC day. */
    public List<MetricSeries> byDay(EventLog events, SortedMap<MetricId, MetricDefinition> metrics) {
        return extent(events)
                .map(extent -> {
                    List<Window> days = IntStream.range(0, extent.days())
                            .mapToObj(day -> new Window(Duration.ofDays(day), Duration.ofDays(day + 1L)))
                            .toList();
                    Table units = count(events, metrics, extent, days);
                    int[] every = everyRow(units);
                    return series(metrics, id -> {
                        List<MetricSeries.Row> rows = new ArrayList<>();
                        for (int day = 0; day < days.size(); day++) {
                            rows.add(row(
                                    extent.first().plusDays(day).toString(),
                                    units,
                                    every,
                                    id,
                                    metrics,
                                    day,
                                    provisional(extent, metrics, id, days.get(day))));
                        }
                        return rows;
                    });
                })
                .orElseGet(() -> series(metrics, id -> List.of()));
    }

    /** By unit, over the whole log. */
    public List<MetricSeries> byUnit(EventLog events, SortedMap<MetricId, MetricDefinition> metrics) {
        return extent(events)
                .map(extent -> {
                    Window all = new Window(Duration.ZERO, Duration.ofDays(extent.days()));
                    Table units = count(events, metrics, extent, List.of(all));
                    return series(metrics, id -> {
                        boolean open = provisional(extent, metrics, id, all);
                        return IntStream.range(0, units.rows())
                                .mapToObj(unit -> row(
                                        units.column(Assigned.UNIT).textAt(unit),
                                        units,
                                        new int[] {unit},
                                        id,
                                        metrics,
                                        0,
                                        open))
                                .toList();
                    });
                })
                .orElseGet(() -> series(metrics, id -> List.of()));
    }

    /**
     * Over periods that may overlap each other, and reach beyond the log.
     *
     * @param periods by name; half open, in UTC
     */
    public List<MetricSeries> over(
            EventLog events, SortedMap<MetricId, MetricDefinition> metrics, SortedMap<String, Period> periods) {
        return extent(events)
                .map(log -> {
                    LocalDate first = Stream.concat(
                                    Stream.of(log.first()),
                                    periods.values().stream().map(Period::first))
                            .min(LocalDate::compareTo)
                            .orElseThrow();
                    Extent extent = new Extent(log.units(), first, log.last(), log.received());
                    List<String> names = List.copyOf(periods.keySet());
                    List<Window> windows = periods.values().stream()
                            .map(period -> new Window(
                                    Duration.ofDays(ChronoUnit.DAYS.between(first, period.first())),
                                    Duration.ofDays(ChronoUnit.DAYS.between(first, period.end()))))
                            .toList();
                    Table units = count(events, metrics, extent, windows);
                    int[] every = everyRow(units);
                    return series(
                            metrics,
                            id -> IntStream.range(0, windows.size())
                                    .mapToObj(w -> row(
                                            names.get(w),
                                            units,
                                            every,
                                            id,
                                            metrics,
                                            w,
                                            provisional(extent, metrics, id, windows.get(w))))
                                    .toList());
                })
                .orElseGet(() -> series(metrics, id -> List.of()));
    }

    /**
     * Some days.
     *
     * @param first the first one
     * @param end the day after the last one
     */
    public record Period(LocalDate first, LocalDate end) {}

    private interface Rows {
        List<MetricSeries.Row> of(MetricId id);
    }

    private static List<MetricSeries> series(SortedMap<MetricId, MetricDefinition> metrics, Rows rows) {
        return metrics.keySet().stream()
                .map(id -> new MetricSeries(id, rows.of(id)))
                .toList();
    }

    private Table count(
            EventLog events, SortedMap<MetricId, MetricDefinition> metrics, Extent extent, List<Window> windows) {
        List<UnitTally> tallies = new ArrayList<>();
        metrics.forEach((id, definition) -> {
            for (int w = 0; w < windows.size(); w++) {
                MetricPlan.tallies(name(id, w), definition, windows.get(w), Optional.empty(), tallies);
            }
        });
        return totals.totals(assignments(extent), events, tallies, Optional.empty())
                .units();
    }

    private static String name(MetricId id, int window) {
        return id + "#" + window;
    }

    private static MetricSeries.Row row(
            String period,
            Table units,
            int[] rows,
            MetricId id,
            SortedMap<MetricId, MetricDefinition> metrics,
            int window,
            boolean provisional) {
        UnitMetric.Part part = Metrics.part(units, rows, id, metrics, "#" + window);
        MetricDefinition definition = Metrics.definition(metrics, id);
        double numerator = sum(part.values());
        double denominator = definition.isRatio() ? sum(part.denominators()) : rows.length;
        return new MetricSeries.Row(period, numerator / denominator, numerator, denominator, rows.length, provisional);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Whether an event that belongs to the window, or answers one in it, may still arrive. */
    private static boolean provisional(
            Extent extent, SortedMap<MetricId, MetricDefinition> metrics, MetricId id, Window window) {
        MetricDefinition definition = Metrics.definition(metrics, id);
        Duration answer = definition.numerator().flatMap(EventTerm::within).orElse(Duration.ZERO);
        Instant closed = extent.first()
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(window.to())
                .plus(answer)
                .plus(definition.lateData());
        return extent.received().isBefore(closed);
    }

    private static int[] everyRow(Table units) {
        return IntStream.range(0, units.rows()).toArray();
    }

    private static Table assignments(Extent extent) {
        int rows = extent.units().size();
        Column.Builder unit = Column.builder(Assigned.UNIT, ColumnType.TEXT, rows);
        Column.Builder arm = Column.builder(Assigned.ARM, ColumnType.TEXT, rows);
        Column.Builder at = Column.builder(Assigned.ASSIGNED_AT, ColumnType.INSTANT, rows);
        for (String name : extent.units()) {
            unit.add(name);
            arm.add("all");
            at.add(extent.first().atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return Table.of(List.of(unit.build(), arm.build(), at.build()));
    }

    private static Optional<Extent> extent(EventLog events) {
        var found = new ExtentReader();
        events.read(found::add);
        return found.extent();
    }

    /** Finds units and the first and the last moment, part by part. */
    private static final class ExtentReader {
        private final TreeSet<String> units = new TreeSet<>();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long received = Long.MIN_VALUE;

        void add(Table part) {
            Column unit = part.column(Logged.UNIT);
            Column at = part.column(Logged.AT);
            Optional<Column> arrived = part.find(Logged.RECEIVED_AT);
            for (int row = 0; row < part.rows(); row++) {
                units.add(unit.textAt(row));
                first = Math.min(first, at.longAt(row));
                last = Math.max(last, at.longAt(row));
                boolean known = arrived.isPresent() && !arrived.get().isMissing(row);
                received = Math.max(received, known ? arrived.orElseThrow().longAt(row) : at.longAt(row));
            }
        }

        Optional<Extent> extent() {
            return units.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Extent(units, day(first), day(last), micros(received)));
        }
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofInstant(micros(micros), ZoneOffset.UTC);
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

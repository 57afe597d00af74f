package io.volute.businessanalysis.health;

import io.volute.businessanalysis.health.EventScan.Unit;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Bots;
import io.volute.core.contract.businessanalysis.MetricHealth.Coverage;
import io.volute.core.contract.businessanalysis.MetricHealth.Splits;
import io.volute.core.contract.businessanalysis.MetricHealth.Spread;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.moments.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads one metric out of logs, up to the first experiment. */
final class Reading {
    private static final int SPLITS = 1_000;
    private static final long SEED = 1;
    private static final int MONTH = 30;
    private static final int WEEK = 7;

    private final Metrics metrics;
    private final DefinedMetric metric;
    private final boolean newcomers;

    /**
     * A reading.
     *
     * @param newcomers whether units that were there before the window are none that an experiment would meet
     */
    Reading(Metrics metrics, DefinedMetric metric, boolean newcomers) {
        this.metrics = metrics;
        this.metric = metric;
        this.newcomers = newcomers;
    }

    MetricHealth of(SortedMap<String, Table> logs, Period window, Instant asOf) {
        LocalDate until = day(HealthLogs.firstAssigned(logs.values(), asOf).orElse(asOf));
        LocalDate from = until.minus(window);
        CountedTerms terms = CountedTerms.of(metric);
        HealthLogs chosen = HealthLogs.choose(logs, terms.events());
        Optional<Refused> refused =
                chosen.refusal().or(() -> terms.refusal(chosen.name(), chosen.events(), chosen.seen()));
        if (refused.isPresent()) {
            return new MetricHealth(name(), from, until, refused.get(), Optional.empty(), Optional.empty());
        }
        try {
            return read(chosen, terms, from, until, asOf);
        } catch (VoluteException e) {
            if (e.code().type() != ErrorType.USER && e.code().type() != ErrorType.DATA) {
                throw e;
            }
            return new MetricHealth(
                    name(),
                    from,
                    until,
                    new Refused(e.code().code(), String.valueOf(e.getMessage()), "correct the metric or the log"),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private String name() {
        return metric.metric().toString();
    }

    private MetricHealth read(HealthLogs chosen, CountedTerms terms, LocalDate from, LocalDate until, Instant asOf) {
        Table events = chosen.events();
        EventScan scan = EventScan.of(events, terms, new EventScan.Window(micros(from), micros(until)));
        MetricDefinition definition = metric.definition();
        SortedMap<String, Unit> met = new TreeMap<>(scan.units());
        met.values().removeIf(unit -> unit.first() == Long.MAX_VALUE || (newcomers && unit.before()));
        Coverage coverage = new Coverage(
                chosen.name(),
                scan.events(),
                scan.duplicates(),
                scan.missing(),
                scan.joined(),
                scan.days(),
                scan.silentDays(expected(met.values(), from, until)));
        SortedMap<String, Unit> done = new TreeMap<>(met);
        done.values().removeIf(unit -> !over(unit.first(), micros(until)));
        boolean left = definition.excludeBots();
        Predicate<Unit> counts = unit -> !(left && unit.bot());
        UnitValue value = value(done, events, counts, asOf);
        Figure figure = figure(value, done);
        if (figure.refusal().isPresent()) {
            return new MetricHealth(name(), from, until, figure, Optional.of(coverage), Optional.empty());
        }
        Moments moments = value.moments();
        List<Long> distinct = distinct(met.values().stream().filter(counts).toList(), from, until);
        Spread spread = new Spread(
                moments.n(),
                (double) distinct.get(distinct.size() - 1) / scan.days() * MONTH,
                wait(definition.lateData()).toSeconds()
                        / (double) Duration.ofDays(1).toSeconds(),
                distinct,
                moments.deviation(),
                moments.standardError(),
                value.zeroDenominators(),
                scan.duplicates() == 0
                        ? figure
                        : value(done, everyRow(events), counts, asOf).figure(),
                EventScan.bots(events).map(column -> bots(done, events, left, asOf)),
                value.found(SPLITS, SEED).map(found -> new Splits(SPLITS, found)),
                scan.correlation(1),
                scan.correlation(WEEK));
        return new MetricHealth(name(), from, until, figure, Optional.of(coverage), Optional.of(spread));
    }

    /** Days on which somebody who counts is there: all of them, or where units never come back, those of their windows. */
    private BitSet expected(Collection<Unit> units, LocalDate from, LocalDate until) {
        EventScan.Window window = new EventScan.Window(micros(from), micros(until));
        BitSet days = new BitSet(window.days());
        if (!newcomers) {
            days.set(0, window.days());
            return days;
        }
        long length = micros(metric.definition().window().to());
        units.forEach(unit ->
                days.set(window.day(unit.first()), Math.min(window.days(), window.day(unit.first() + length - 1) + 1)));
        return days;
    }

    private Figure figure(UnitValue value, SortedMap<String, Unit> done) {
        Duration wait = wait(metric.definition().lateData());
        return done.isEmpty()
                ? new Refused(
                        "no-units",
                        "no unit was seen " + wait.toDays() + " days before the end, so no number is final (expected:"
                                + " a window of more than " + wait.toDays() + " days with events)",
                        "lengthen objective.baseline.window, or bring older events")
                : value.figure();
    }

    private Bots bots(SortedMap<String, Unit> done, Table events, boolean left, Instant asOf) {
        long units = done.values().stream().filter(Unit::bot).count();
        return new Bots(
                units, value(done, events, unit -> left || !unit.bot(), asOf).figure());
    }

    /** How long after its first event a unit's number may still change. */
    private Duration wait(Duration late) {
        Duration longest = Duration.ZERO;
        for (MetricDefinition each : metric.definitions().values()) {
            Duration answers = each.numerator().flatMap(EventTerm::within).orElse(Duration.ZERO);
            Duration own = each.window().to().plus(answers);
            longest = own.compareTo(longest) > 0 ? own : longest;
        }
        return longest.plus(late);
    }

    /**
     * Whether all that counts for a unit was there before an experiment could touch it; what came late too, so that the
     * value does not move as time goes by.
     */
    private boolean over(long first, long until) {
        return first + micros(wait(metric.definition().lateData())) <= until;
    }

    private UnitValue value(SortedMap<String, Unit> units, Table events, Predicate<Unit> counts, Instant asOf) {
        List<Map.Entry<String, Unit>> rows = units.entrySet().stream()
                .filter(entry -> counts.test(entry.getValue()))
                .toList();
        Column.Builder unit = Column.builder(Assigned.UNIT, ColumnType.TEXT, rows.size());
        Column.Builder arm = Column.builder(Assigned.ARM, ColumnType.TEXT, rows.size());
        Column.Builder at = Column.builder(Assigned.ASSIGNED_AT, ColumnType.INSTANT, rows.size());
        long[] ids = new long[rows.size()];
        for (int i = 0; i < ids.length; i++) {
            unit.add(rows.get(i).getKey());
            arm.add("all");
            at.add(rows.get(i).getValue().first());
            ids[i] = LongSet.hash(rows.get(i).getKey(), 0);
        }
        Table assigned = Table.of(List.of(unit.build(), arm.build(), at.build()));
        Table counted = metrics.count(
                        assigned,
                        EventLog.of(List.of(events)),
                        metric.definitions(),
                        Optional.empty(),
                        Optional.of(asOf))
                .units();
        int[] every = java.util.stream.IntStream.range(0, counted.rows()).toArray();
        UnitMetric found = Metrics.of(counted, every, metric.definitions(), false).stream()
                .filter(each -> each.id().equals(metric.metric()))
                .findFirst()
                .orElseThrow();
        return new UnitValue(found, ids);
    }

    /** The log as it would be if each row were an event of its own. */
    private static Table everyRow(Table events) {
        Column.Builder ids = Column.builder(Logged.EVENT_ID, ColumnType.TEXT, events.rows());
        for (int row = 0; row < events.rows(); row++) {
            ids.add(Integer.toString(row));
        }
        List<Column> columns = new ArrayList<>();
        columns.add(ids.build());
        events.columns().stream()
                .filter(column -> !column.name().equals(Logged.EVENT_ID))
                .forEach(columns::add);
        return Table.of(columns);
    }

    private static List<Long> distinct(List<Unit> units, LocalDate from, LocalDate until) {
        EventScan.Window window = new EventScan.Window(micros(from), micros(until));
        long[] first = new long[window.days()];
        units.forEach(unit -> first[window.day(unit.first())]++);
        List<Long> distinct = new ArrayList<>();
        long sum = 0;
        for (long day : first) {
            sum += day;
            distinct.add(sum);
        }
        return distinct;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static long micros(LocalDate day) {
        return micros(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}

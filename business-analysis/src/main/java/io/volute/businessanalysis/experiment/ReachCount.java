package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.moments.Moments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the units of a log by month, and what the metric comes to for those in the experiment and those outside. */
final class ReachCount {
    private static final Set<MetricType> ADDS_UP =
            EnumSet.of(MetricType.COUNT, MetricType.SUM, MetricType.PROPORTION, MetricType.RETENTION);

    private static final long MICROS_A_DAY = 86_400_000_000L;

    private final Metrics metrics;
    private final Design design;
    private final MetricId metric;
    private final MetricDefinition definition;
    private final Instant asOf;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Long> first = new ArrayList<>();
    private final SortedMap<YearMonth, BitSet> active = new TreeMap<>();

    ReachCount(Metrics metrics, Design design, MetricId metric, MetricDefinition definition, Instant asOf) {
        this.metrics = metrics;
        this.design = design;
        this.metric = metric;
        this.definition = definition;
        this.asOf = asOf;
    }

    Reach of(Table assignments, Table events) {
        see(events);
        UnitTotals totals = count(assignments, events);
        SortedMap<YearMonth, SortedMap<String, Moments>> arms = new TreeMap<>();
        SortedMap<String, YearMonth> unexposed = new TreeMap<>();
        Members members = members(totals.units(), arms, unexposed);
        SortedMap<YearMonth, Moments> outside = outside(unexposed, events);
        List<Reach.Month> months = new ArrayList<>();
        arms.keySet().forEach(month -> active.computeIfAbsent(month, empty -> new BitSet()));
        active.forEach((month, seen) -> {
            SortedMap<String, Reach.Sums> sums = new TreeMap<>();
            arms.getOrDefault(month, new TreeMap<>()).forEach((arm, moments) -> sums.put(arm, Reach.Sums.of(moments)));
            months.add(new Reach.Month(
                    month.toString(),
                    members.among(seen),
                    both(seen, members.control()),
                    sums,
                    Optional.ofNullable(outside.get(month)).map(Reach.Sums::of).orElse(Reach.Sums.NONE)));
        });
        return new Reach(
                design.experiment(), metric.toString(), Reach.cut(design), design.control(), design.arms(), months);
    }

    /** Who did anything in which month. */
    private void see(Table events) {
        Column unit = events.column(Logged.UNIT);
        Column at = events.column(Logged.AT);
        Map<Long, BitSet> days = new HashMap<>();
        for (int row = 0; row < events.rows(); row++) {
            long micros = at.longAt(row);
            Integer known = places.putIfAbsent(unit.textAt(row), places.size());
            int place = known == null ? places.size() - 1 : known;
            if (known == null) {
                names.add(unit.textAt(row));
                first.add(micros);
            } else if (micros < first.get(place)) {
                first.set(place, micros);
            }
            days.computeIfAbsent(
                            Math.floorDiv(micros, MICROS_A_DAY),
                            day -> active.computeIfAbsent(
                                    YearMonth.from(LocalDate.ofEpochDay(day)), month -> new BitSet()))
                    .set(place);
        }
    }

    private UnitTotals count(Table assignments, Table events) {
        SortedMap<MetricId, MetricDefinition> one = new TreeMap<>();
        one.put(metric, definition);
        return metrics.count(assignments, EventLog.of(List.of(events)), one, Optional.empty(), Optional.of(asOf));
    }

    /**
     * Who is in the experiment.
     *
     * @param exposed in one of its arms, no bots, and shown what was tried
     * @param control of these, in the control arm
     * @param assigned all in one of its arms, bots and those who were never shown anything included
     * @param share of those assigned who did anything, the ones who are no bots and were shown what was tried
     */
    private record Members(BitSet exposed, BitSet control, BitSet assigned, double share) {
        /** How many of these a launch would reach: by name where they are known, by the experiment's share where not. */
        double among(BitSet seen) {
            BitSet others = (BitSet) seen.clone();
            others.andNot(assigned);
            return both(seen, exposed) + others.cardinality() * share;
        }
    }

    private Members members(
            Table units,
            SortedMap<YearMonth, SortedMap<String, Moments>> arms,
            SortedMap<String, YearMonth> unexposed) {
        List<String> armNames = List.copyOf(design.arms().keySet());
        BitSet exposed = new BitSet();
        BitSet control = new BitSet();
        BitSet assigned = new BitSet();
        Column arm = units.column(Assigned.ARM);
        Column armCount = units.column(Assigned.ARMS);
        Column bot = units.column(Assigned.IS_BOT);
        Column shown = units.column(Assigned.EXPOSED_AT);
        Column since = units.column(Assigned.ASSIGNED_AT);
        double[] values = values(units);
        for (int row = 0; row < units.rows(); row++) {
            int place = places.getOrDefault(units.column(Assigned.UNIT).textAt(row), -1);
            if (armCount.longAt(row) > 1 || !armNames.contains(arm.textAt(row)) || place < 0) {
                continue;
            }
            assigned.set(place);
            if (definition.excludeBots() && bot.boolAt(row)) {
                continue;
            }
            if (shown.isMissing(row)) {
                unexposed.put(names.get(place), month(since.longAt(row)));
                continue;
            }
            exposed.set(place);
            control.set(place, arm.textAt(row).equals(design.control()));
            if (values.length > 0) {
                arms.computeIfAbsent(month(shown.longAt(row)), month -> new TreeMap<>())
                        .merge(arm.textAt(row), Moments.of(values[row]), Moments::plus);
            }
        }
        int all = assigned.cardinality();
        return new Members(exposed, control, assigned, all == 0 ? 1 : (double) exposed.cardinality() / all);
    }

    /** The metric of those who were assigned, did something and were never shown what was tried: from its beginning on. */
    private SortedMap<YearMonth, Moments> outside(SortedMap<String, YearMonth> unexposed, Table events) {
        SortedMap<YearMonth, Moments> outside = new TreeMap<>();
        if (unexposed.isEmpty()) {
            return outside;
        }
        Column.Builder unit = Column.builder(Assigned.UNIT, ColumnType.TEXT, unexposed.size());
        Column.Builder arm = Column.builder(Assigned.ARM, ColumnType.TEXT, unexposed.size());
        Column.Builder at = Column.builder(Assigned.ASSIGNED_AT, ColumnType.INSTANT, unexposed.size());
        unexposed.forEach((name, month) -> {
            unit.add(name);
            arm.add("outside");
            at.add(Instant.EPOCH.plus(first.get(places.getOrDefault(name, 0)), ChronoUnit.MICROS));
        });
        Table units = count(Table.of(List.of(unit.build(), arm.build(), at.build())), events)
                .units();
        double[] values = values(units);
        for (int row = 0; row < values.length; row++) {
            YearMonth month = unexposed.get(units.column(Assigned.UNIT).textAt(row));
            outside.merge(Objects.requireNonNull(month), Moments.of(values[row]), Moments::plus);
        }
        return outside;
    }

    /** The metric of each unit; none where it is no number that adds up over units. */
    private double[] values(Table units) {
        if (!ADDS_UP.contains(definition.type())) {
            return new double[0];
        }
        int[] rows = new int[units.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        SortedMap<MetricId, MetricDefinition> one = new TreeMap<>();
        one.put(metric, definition);
        UnitMetric found = Metrics.of(units, rows, one, false).get(0);
        return found.after().values();
    }

    private static YearMonth month(long micros) {
        return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_A_DAY)));
    }

    private static int both(BitSet one, BitSet other) {
        BitSet common = (BitSet) one.clone();
        common.and(other);
        return common.cardinality();
    }
}

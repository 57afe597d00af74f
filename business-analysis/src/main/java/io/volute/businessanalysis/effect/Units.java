package io.volute.businessanalysis.effect;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Assigned units with their counts summed over slots: the independent observations of every effect. */
final class Units {
    private final List<Unit> all;

    private Units(List<Unit> all) {
        this.all = all;
    }

    /** One unit of one release. */
    static final class Unit {
        private final String name;
        private final String release;
        private final String arm;
        private final Slot first;
        private final double share;
        private final long[] counts = new long[Count.SIZE];
        private final SortedMap<String, long[]> guarded = new TreeMap<>();

        private Unit(String name, String release, String arm, Slot first, double share) {
            this.first = first;
            this.name = name;
            this.release = release;
            this.arm = arm;
            this.share = share;
        }

        String name() {
            return name;
        }

        /** The same in all arms of its release. */
        String key() {
            return release + "\n" + name;
        }

        String release() {
            return release;
        }

        String arm() {
            return arm;
        }

        /** The slot in which it was first seen. */
        Slot first() {
            return first;
        }

        double share() {
            return share;
        }

        long count(Count count) {
            return counts[count.at()];
        }

        long guarded(String guardrail, Count.Guarded count) {
            long[] found = guarded.get(guardrail);
            return found == null ? 0 : found[count.at()];
        }

        double cost(DecisionCosts costs, Count acted, Count missed) {
            return costs.act().doubleValue() * count(acted) + costs.miss().doubleValue() * count(missed);
        }

        /** Model minus rule, over the rows for which both are known. */
        double difference(DecisionCosts costs) {
            return cost(costs, Count.ACTED_MODEL, Count.MISSED_MODEL)
                    - cost(costs, Count.ACTED_RULE, Count.MISSED_RULE);
        }
    }

    /** Units of these slots' totals; a unit that comes back is one unit. */
    static Units of(SortedMap<Slot, UnitTotals> slots, List<String> guardrails) {
        SortedMap<String, Unit> units = new TreeMap<>();
        slots.forEach((slot, totals) -> add(units, slot, totals.rows(), guardrails));
        return new Units(List.copyOf(units.values()));
    }

    private static void add(SortedMap<String, Unit> units, Slot slot, Table rows, List<String> guardrails) {
        Column release = rows.column("release");
        Column arm = rows.column("arm");
        Column unit = rows.column("unit");
        Column share = rows.column("share");
        List<Column> counts = new ArrayList<>();
        for (Count count : Count.values()) {
            counts.add(rows.column(count.column()));
        }
        for (int row = 0; row < rows.rows(); row++) {
            Unit sum = unit(units, release.textAt(row), arm.textAt(row), unit.textAt(row), slot, share.doubleAt(row));
            for (int i = 0; i < counts.size(); i++) {
                sum.counts[i] += counts.get(i).longAt(row);
            }
            for (String guardrail : guardrails) {
                guard(sum, rows, row, guardrail);
            }
        }
    }

    private static Unit unit(
            SortedMap<String, Unit> units, String release, String arm, String name, Slot slot, double share) {
        return units.computeIfAbsent(
                release + "\n" + arm + "\n" + name, key -> new Unit(name, release, arm, slot, share));
    }

    private static void guard(Unit sum, Table rows, int row, String guardrail) {
        Optional<Column> events = rows.find(Count.Guarded.EVENTS.column(guardrail));
        if (events.isEmpty() || events.get().longAt(row) == 0) {
            return;
        }
        long[] counts = sum.guarded.computeIfAbsent(guardrail, key -> new long[Count.Guarded.SIZE]);
        for (Count.Guarded count : Count.Guarded.values()) {
            counts[count.at()] += rows.column(count.column(guardrail)).longAt(row);
        }
    }

    /** The units that pass. */
    Units where(Predicate<Unit> test) {
        return new Units(all.stream().filter(test).toList());
    }

    /** Ids of releases, in order of the text. */
    List<String> releases() {
        return all.stream()
                .map(Unit::release)
                .filter(UnitTotals::decided)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    long size() {
        return all.size();
    }

    /** Those that might as well have been in another arm. */
    Units divided() {
        return where(unit -> unit.share() > 0 && unit.share() < 1);
    }

    /** Mean share of the model's arm by the design of each unit's release; 0 without units. */
    double modelShare() {
        return all.stream().mapToDouble(Unit::share).sum() / Math.max(1, all.size());
    }

    Units arm(String arm) {
        return where(unit -> unit.arm().equals(arm));
    }

    List<Unit> list() {
        return Collections.unmodifiableList(all);
    }

    long sum(Count count) {
        return sum(unit -> unit.count(count));
    }

    long sum(ToLongFunction<Unit> value) {
        return all.stream().mapToLong(value).sum();
    }

    /**
     * Mean of a value per row as moments over units: the ratio of sums to rows, with its influences. Units without rows
     * do not count.
     */
    Moments perRow(ToDoubleFunction<Unit> value, Count rows) {
        List<Unit> counted = all.stream().filter(unit -> unit.count(rows) > 0).toList();
        if (counted.isEmpty()) {
            return Moments.EMPTY;
        }
        return PairMoments.of(
                        counted.stream().mapToDouble(value).toArray(),
                        counted.stream().mapToDouble(unit -> unit.count(rows)).toArray())
                .ratio();
    }
}

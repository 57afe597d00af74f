package io.volute.modeling;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.random.Draws;
import io.volute.testing.Birdstrikes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Simulated strikes of 1996 to 1999, one a day, more often damaging when fast; animals are small or large by chance. */
public final class Planted {
    private static final LocalDate FIRST = LocalDate.of(1996, 1, 1);
    private static final int DAYS = 4 * 365;

    private final Table examples;
    private final Table truth;

    /** Strikes of a seed. */
    public Planted(long seed) {
        Draws draws = Draws.of(seed);
        Column.Builder id = Column.builder(Examples.ROW_ID, ColumnType.TEXT, DAYS);
        Column.Builder at = Column.builder(Examples.AT, ColumnType.INSTANT, DAYS);
        Column.Builder size = Column.builder("Wildlife Size", ColumnType.TEXT, DAYS);
        Column.Builder speed = Column.builder("speed", ColumnType.DOUBLE, DAYS);
        Column.Builder knownAt = Column.builder(Truth.KNOWN_AT, ColumnType.INSTANT, DAYS);
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.BOOL, DAYS);
        Column.Builder damage = Column.builder("Effect Amount of damage", ColumnType.TEXT, DAYS);
        for (int day = 0; day < DAYS; day++) {
            Instant when = Birdstrikes.start(FIRST.plusDays(day));
            id.add(String.format(Locale.ROOT, "%016x", day));
            at.add(when);
            size.add(draws.uniform() < .5 ? "Small" : "Large");
            double knots = draws.normal(100, 30);
            boolean damaged = draws.uniform() < (knots > 130 ? .5 : .02);
            if (draws.uniform() < .1) {
                speed.addMissing();
            } else {
                speed.add(knots);
            }
            knownAt.add(when.plus(30, ChronoUnit.DAYS));
            label.add(damaged);
            damage.add(damaged ? "Substantial" : "None");
        }
        Column ids = id.build();
        examples = Table.of(List.of(ids, ids.named(Examples.GROUP_ID), at.build(), size.build(), speed.build()));
        truth = Table.of(List.of(ids, knownAt.build(), label.build(), damage.build()));
    }

    /** Two full years before the year judge. */
    public Split split(int year) {
        List<Split.Fold> folds = new ArrayList<>();
        for (int y = year - 2; y < year; y++) {
            folds.add(new Split.Fold(
                    Integer.toString(y),
                    Birdstrikes.start(LocalDate.of(y, 1, 1)),
                    Birdstrikes.start(LocalDate.of(y + 1, 1, 1))));
        }
        return new Split(folds, Birdstrikes.start(LocalDate.of(year, 1, 1)));
    }

    /** All strikes in one slot. */
    public SortedMap<Slot, Examples> examples() {
        return new TreeMap<>(Map.of(Slot.parse("1996"), new Examples(examples)));
    }

    /** Labels of several classes in one slot: how much damage, often some when fast. */
    public SortedMap<Slot, Truth> classes(long seed) {
        Draws draws = Draws.of(seed);
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.TEXT, DAYS);
        Column knots = examples.column("speed");
        for (int day = 0; day < DAYS; day++) {
            boolean fast = !knots.isMissing(day) && knots.doubleAt(day) > 110;
            double u = draws.uniform();
            label.add(u < (fast ? .5 : .1) ? "Minor" : u < (fast ? .8 : .15) ? "Substantial" : "None");
        }
        return labelled(label.build());
    }

    /** As {@link #classes}, but damage is called something new where it is minor from 1999 on. */
    public SortedMap<Slot, Truth> classesWithANewOne(long seed) {
        Column old = classes(seed).values().iterator().next().rows().column(Truth.LABEL);
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.TEXT, DAYS);
        for (int day = 0; day < DAYS; day++) {
            boolean renamed = day >= 3 * 365 && day % 2 == 0 && old.textAt(day).equals("Minor");
            label.add(renamed ? "New" : old.textAt(day));
        }
        return labelled(label.build());
    }

    /** Events turned into their opposite from the start of a year on. */
    public SortedMap<Slot, Truth> relabelledFrom(int year) {
        Column old = truth.column(Truth.LABEL);
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.BOOL, DAYS);
        for (int day = 0; day < DAYS; day++) {
            label.add(old.boolAt(day) != (FIRST.plusDays(day).getYear() >= year));
        }
        return labelled(label.build());
    }

    /** Labels that are numbers in one slot: what it cost, more when fast. */
    public SortedMap<Slot, Truth> numbers(long seed) {
        Draws draws = Draws.of(seed);
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.DOUBLE, DAYS);
        Column knots = examples.column("speed");
        for (int day = 0; day < DAYS; day++) {
            double speed = knots.isMissing(day) ? 100 : knots.doubleAt(day);
            label.add(1_000 + 20 * speed + draws.normal(0, 200));
        }
        return labelled(label.build());
    }

    private SortedMap<Slot, Truth> labelled(Column label) {
        List<Column> columns = List.of(truth.column(Examples.ROW_ID), truth.column(Truth.KNOWN_AT), label);
        return new TreeMap<>(Map.of(Slot.parse("1996"), new Truth(Table.of(columns))));
    }

    /** The same examples without decision times. */
    public SortedMap<Slot, Examples> undated() {
        return examplesWith(epoch(Examples.AT));
    }

    /** Labels without times. */
    public static SortedMap<Slot, Truth> undated(SortedMap<Slot, Truth> truth) {
        SortedMap<Slot, Truth> result = new TreeMap<>();
        truth.forEach((slot, labels) -> result.put(slot, new Truth(labels.rows().with(epoch(Truth.KNOWN_AT)))));
        return result;
    }

    private static Column epoch(String name) {
        Column.Builder builder = Column.builder(name, ColumnType.INSTANT, DAYS);
        for (int day = 0; day < DAYS; day++) {
            builder.add(Instant.EPOCH);
        }
        return builder.build();
    }

    /** Folds by lot, as for a table without decision times. */
    public static Split drawn(long seed) {
        Instant from = Instant.parse("0001-01-01T00:00:00Z");
        Instant to = Instant.parse("9999-12-31T00:00:00Z");
        return new Split(
                List.of(
                        new Split.Fold("validation", from, to, Optional.of(new Split.Draw(seed, .6, .8))),
                        new Split.Fold("test", from, to, Optional.of(new Split.Draw(seed, .8, 1)))),
                to);
    }

    /** All labels in one slot. */
    public SortedMap<Slot, Truth> truth() {
        return new TreeMap<>(Map.of(Slot.parse("1996"), new Truth(truth)));
    }

    /** Examples with a column replaced or added. */
    public SortedMap<Slot, Examples> examplesWith(Column column) {
        return new TreeMap<>(Map.of(Slot.parse("1996"), new Examples(examples.with(column))));
    }
}

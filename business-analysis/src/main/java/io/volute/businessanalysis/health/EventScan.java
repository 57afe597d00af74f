package io.volute.businessanalysis.health;

import io.volute.businessanalysis.metric.EventTerm;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.statistics.series.Autocorrelation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One walk over the events of a window: who was seen first when, what repeats, what is missing, and how the days went. An
 * event's first row counts. Days are those of UTC.
 */
final class EventScan {
    private static final int ALONE = 0;

    private final Window window;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final LongSet events = new LongSet();
    private final LongSet active = new LongSet();
    private final List<Counter> counters = new ArrayList<>();
    private final int denominator;
    private final boolean joins;
    private final int[] activeOf;
    private long rows;
    private long repeated;
    private int firstDay;

    /**
     * A window in microseconds, half open, of whole days.
     *
     * @param from its start
     * @param until its end
     */
    record Window(long from, long until) {
        private static final long DAY = 86_400_000_000L;

        int days() {
            return Math.toIntExact((until - from) / DAY);
        }

        int day(long at) {
            return Math.toIntExact((at - from) / DAY);
        }

        boolean holds(long at) {
            return from <= at && at < until;
        }
    }

    /** What is known of a unit. */
    static final class Unit {
        private final int number;
        private long first = Long.MAX_VALUE;
        private boolean before;
        private boolean bot;

        Unit(int number) {
            this.number = number;
        }

        /** Its first event in the window, in microseconds; the largest number if there is none. */
        long first() {
            return first;
        }

        /** Whether it had events before the window. */
        boolean before() {
            return before;
        }

        boolean bot() {
            return bot;
        }
    }

    /** What one term counts. */
    private static final class Counter {
        private final double weight;
        private final Optional<BitSet> where;
        private final String event;
        private final Optional<Column> value;
        private final Optional<Column> key;
        private final boolean answers;
        private final LongSet keys = new LongSet();
        private final List<Long> asked = new ArrayList<>();
        private final double[] sums;
        private long counted;
        private long missing;

        Counter(EventTerm term, double weight, Table table, int days) {
            this.weight = weight;
            this.event = term.event();
            this.where = term.where().map(text -> Expression.parse(text).select(table));
            this.value = term.value().map(table::column);
            this.key = term.join().or(term::distinct).map(table::column);
            this.answers = term.join().isPresent();
            this.sums = new double[days];
        }

        void add(int row, String name, int unit, int day) {
            if (!name.equals(event) || !where.map(selected -> selected.get(row)).orElse(true)) {
                return;
            }
            boolean lacks =
                    value.or(() -> key).filter(column -> column.isMissing(row)).isPresent();
            // What answers nothing is no answer that lost its question.
            counted += lacks && answers ? 0 : 1;
            missing += lacks && !answers ? 1 : 0;
            if (lacks) {
                return;
            }
            if (key.isPresent()) {
                long hash = LongSet.hash(String.valueOf(key.get().valueAt(row)), unit);
                if (answers) {
                    asked.add(hash);
                }
                if (!keys.add(hash)) {
                    return;
                }
            }
            sums[day] += value.map(column -> column.doubleAt(row)).orElse(1.0) * weight;
        }
    }

    private EventScan(Table table, CountedTerms terms, Window window) {
        this.window = window;
        int days = window.days();
        terms.numerators().forEach(term -> counters.add(new Counter(term.term(), term.weight(), table, days)));
        denominator = terms.denominator().isPresent() ? counters.size() : -1;
        terms.denominator().ifPresent(term -> counters.add(new Counter(term, 1, table, days)));
        joins = counters.get(0).answers;
        activeOf = new int[days];
        firstDay = days;
    }

    static EventScan of(Table table, CountedTerms terms, Window window) {
        var scan = new EventScan(table, terms, window);
        Column unit = table.column(Logged.UNIT);
        Column event = table.column(Logged.EVENT);
        Column id = table.column(Logged.EVENT_ID);
        Column at = table.column(Logged.AT);
        Optional<Column> bot = bots(table);
        for (int row = 0; row < table.rows(); row++) {
            Unit who = scan.units.computeIfAbsent(unit.textAt(row), name -> new Unit(scan.units.size()));
            long when = at.longAt(row);
            int marked = row;
            who.bot |= bot.filter(column -> !column.isMissing(marked))
                    .filter(column -> column.boolAt(marked))
                    .isPresent();
            who.before |= when < window.from();
            if (window.holds(when)) {
                scan.add(row, event.textAt(row), id.textAt(row), who, when);
            } else if (when < window.from()) {
                scan.firstDay = 0;
            }
        }
        return scan;
    }

    /** The column that says who is a bot. */
    static Optional<Column> bots(Table table) {
        return table.find(Assigned.IS_BOT).filter(column -> column.type() == ColumnType.BOOL);
    }

    private void add(int row, String event, String id, Unit who, long when) {
        rows++;
        who.first = Math.min(who.first, when);
        if (!events.add(LongSet.hash(id, ALONE))) {
            repeated++;
            return;
        }
        int day = window.day(when);
        firstDay = Math.min(firstDay, day);
        if (active.add(((long) who.number << Integer.SIZE) + day + 1)) {
            activeOf[day]++;
        }
        counters.forEach(counter -> counter.add(row, event, who.number, day));
    }

    /** All units of the log, in the order in which they come. */
    Map<String, Unit> units() {
        return units;
    }

    /** Different events of the window. */
    long events() {
        return rows - repeated;
    }

    /** Share of the window's rows that repeat an event. */
    double duplicates() {
        return rows == 0 ? 0 : (double) repeated / rows;
    }

    /** Share of the events that count without what they are counted by. */
    double missing() {
        long counted = counters.stream().mapToLong(counter -> counter.counted).sum();
        return counted == 0
                ? 0
                : (double) counters.stream()
                                .mapToLong(counter -> counter.missing)
                                .sum()
                        / counted;
    }

    /** Share of the answers whose question is there; empty where nothing answers. */
    Optional<Double> joined() {
        if (!joins || denominator < 0) {
            return Optional.empty();
        }
        Counter answers = counters.get(0);
        LongSet questions = counters.get(denominator).keys;
        long found = answers.asked.stream().filter(questions::contains).count();
        return answers.asked.isEmpty() ? Optional.empty() : Optional.of((double) found / answers.asked.size());
    }

    /** Days from the log's first in the window to the window's end. */
    int days() {
        return window.days() - firstDay;
    }

    /**
     * Share of days without a value.
     *
     * @param expected days of the window on which there should be one
     */
    double silentDays(BitSet expected) {
        double[] values = daily();
        int silent = 0;
        int days = 0;
        for (int day = expected.nextSetBit(firstDay); day >= 0; day = expected.nextSetBit(day + 1)) {
            silent += Double.isNaN(values[day - firstDay]) ? 1 : 0;
            days++;
        }
        return days == 0 ? 1 : (double) silent / days;
    }

    /** How much a day's value goes with that of some days later. */
    Optional<Double> correlation(int lag) {
        OptionalDouble found = Autocorrelation.at(daily(), lag);
        return found.isPresent() ? Optional.of(found.getAsDouble()) : Optional.empty();
    }

    /** Values by day: by the denominator, or by the units that were there; NaN where there is none of them. */
    private double[] daily() {
        double[] values = new double[days()];
        for (int i = 0; i < values.length; i++) {
            int day = firstDay + i;
            double sum = 0;
            for (int counter = 0; counter < counters.size(); counter++) {
                sum += counter == denominator ? 0 : counters.get(counter).sums[day];
            }
            double by = denominator < 0 ? activeOf[day] : counters.get(denominator).sums[day];
            values[i] = by == 0 ? Double.NaN : sum / by;
        }
        return values;
    }
}

package io.volute.duckdb;

import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes tallies as SQL over {@code part (i, rel, flags, k0…, v0…)}, all events of some units: unit's number, microseconds since its
 * exposure, one bit for each selection of events, hashes of keys, values. Nothing that a user wrote is part of the text;
 * tally n is the column {@code t}n.
 */
final class TallySql {
    private static final int MOST = 62;

    private final List<EventSelection> selections = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<UnitTally> tallies;

    /** Statements that make the tables of tallies, in order; each of these has the columns {@code i} and its tallies. */
    record Plan(List<String> statements, List<String> tables) {}

    TallySql(List<UnitTally> tallies) {
        this.tallies = List.copyOf(tallies);
        tallies.forEach(this::collect);
        if (selections.size() > MOST) {
            throw new IllegalArgumentException(
                    "tallies: " + selections.size() + " kinds of events (expected: at most " + MOST + " at once)");
        }
    }

    private void collect(UnitTally tally) {
        if (tally instanceof UnitTally.Count count) {
            add(selections, count.events());
            count.distinct().ifPresent(column -> add(keys, column));
        } else if (tally instanceof UnitTally.Sum sum) {
            add(selections, sum.events());
            add(values, sum.column());
        } else if (tally instanceof UnitTally.Seen seen) {
            add(selections, seen.events());
            add(keys, seen.key());
        } else if (tally instanceof UnitTally.Answered answered) {
            add(selections, answered.events());
            add(selections, answered.answers());
            add(keys, answered.key());
        } else if (tally instanceof UnitTally.Reached reached) {
            reached.steps().forEach(step -> add(selections, step));
        }
    }

    private static <T> void add(List<T> list, T item) {
        if (!list.contains(item)) {
            list.add(item);
        }
    }

    /** Each selection's bit is its place here. */
    List<EventSelection> selections() {
        return selections;
    }

    /** Columns of the log that are {@code k0}, {@code k1}, … */
    List<String> keys() {
        return keys;
    }

    /** Columns of the log that are {@code v0}, {@code v1}, … */
    List<String> values() {
        return values;
    }

    /** How often a value that is added up is below 0, of those events that are selected. */
    String negative() {
        StringJoiner any = new StringJoiner(" OR ", "count(*) FILTER (e.rel IS NOT NULL AND (", "))");
        any.add("false");
        for (UnitTally tally : tallies) {
            if (tally instanceof UnitTally.Sum sum) {
                any.add("(" + selected("e", sum.events()) + " AND e.v" + values.indexOf(sum.column()) + " < 0)");
            }
        }
        return any.toString();
    }

    /**
     * The statements.
     *
     * @param scales for each of {@link #values}, by what it is multiplied to be a whole number, which add up exactly in
     *     any order
     */
    Plan plan(List<Double> scales) {
        List<String> statements = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        StringJoiner flat = new StringJoiner(", ");
        Map<String, StringJoiner> seen = new LinkedHashMap<>();
        Map<String, Answers> answered = new LinkedHashMap<>();
        for (int n = 0; n < tallies.size(); n++) {
            UnitTally tally = tallies.get(n);
            if (tally instanceof UnitTally.Count count) {
                String filter = filter(count.events(), count.window());
                flat.add(count.distinct()
                                .map(key -> "count(DISTINCT k" + keys.indexOf(key) + ")" + filter)
                                .orElse("count(*)" + filter)
                        + " AS t" + n);
            } else if (tally instanceof UnitTally.Sum sum) {
                int value = values.indexOf(sum.column());
                flat.add(sum(value, scales.get(value), filter(sum.events(), sum.window())) + " AS t" + n);
            } else if (tally instanceof UnitTally.Seen first) {
                String table = first(statements, seen, first.events(), first.key());
                seen.computeIfAbsent(table, name -> new StringJoiner(", "))
                        .add("count(*) FILTER (" + inside("seen", first.window()) + ") AS t" + n);
            } else if (tally instanceof UnitTally.Answered answer) {
                String table = first(statements, seen, answer.events(), answer.key());
                String by = table + "_" + selections.indexOf(answer.answers());
                answered.computeIfAbsent(by, name -> new Answers(table, keys.indexOf(answer.key()), answer.answers()))
                        .add(n, answer);
            } else if (tally instanceof UnitTally.Reached reached) {
                tables.add(reached(statements, n, reached));
            }
        }
        if (flat.length() > 0) {
            statements.add("CREATE OR REPLACE TEMP TABLE flat AS SELECT i, " + flat + " FROM part e GROUP BY i");
            tables.add("flat");
        }
        seen.forEach((table, columns) -> {
            if (columns.length() > 0) {
                statements.add("CREATE OR REPLACE TEMP TABLE n_" + table + " AS SELECT i, " + columns + " FROM " + table
                        + " GROUP BY i");
                tables.add("n_" + table);
            }
        });
        answered.forEach((name, answers) -> {
            statements.add("CREATE OR REPLACE TEMP TABLE a_" + name + " AS " + answers.sql(this));
            tables.add("a_" + name);
        });
        return new Plan(statements, tables);
    }

    private static String sum(int value, double scale, String filter) {
        if (scale == 1) {
            return "coalesce(sum(v" + value + ")" + filter + ", 0)";
        }
        String by = "CAST('" + scale + "' AS DOUBLE)";
        return "coalesce(sum(CAST(round(v" + value + " * " + by + ") AS BIGINT))" + filter + ", 0) / " + by;
    }

    /** The table of the first event of each key, made once. */
    private String first(List<String> statements, Map<String, StringJoiner> seen, EventSelection events, String key) {
        int k = keys.indexOf(key);
        String table = "f" + selections.indexOf(events) + "_" + k;
        if (!seen.containsKey(table)) {
            statements.add("CREATE OR REPLACE TEMP TABLE " + table + " AS SELECT i, k" + k
                    + " AS k, min(rel) AS seen FROM part e WHERE " + selected("e", events) + " AND k" + k
                    + " IS NOT NULL GROUP BY i, k" + k);
            seen.put(table, new StringJoiner(", "));
        }
        return table;
    }

    private String reached(List<String> statements, int n, UnitTally.Reached reached) {
        String before = "";
        for (int step = 0; step < reached.steps().size(); step++) {
            String table = "r" + n + "_" + step;
            String events = selected("e", reached.steps().get(step)) + " AND " + inside("rel", reached.window());
            statements.add(
                    before.isEmpty()
                            ? "CREATE OR REPLACE TEMP TABLE " + table
                                    + " AS SELECT i, min(rel) AS done FROM part e WHERE " + events + " GROUP BY i"
                            : "CREATE OR REPLACE TEMP TABLE " + table
                                    + " AS SELECT e.i, min(rel) AS done FROM part e JOIN " + before
                                    + " b ON e.i = b.i AND e.rel >= b.done WHERE " + events + " GROUP BY e.i");
            before = table;
        }
        String table = "r" + n;
        statements.add("CREATE OR REPLACE TEMP TABLE " + table + " AS SELECT i, 1 AS t" + n + " FROM " + before);
        return table;
    }

    private String selected(String table, EventSelection events) {
        return "(" + table + ".flags & " + (1L << selections.indexOf(events)) + ") <> 0";
    }

    private String filter(EventSelection events, Window window) {
        return " FILTER (" + selected("e", events) + " AND " + inside("rel", window) + ")";
    }

    private static String inside(String time, Window window) {
        return time + " >= " + micros(window.from()) + " AND " + time + " < " + micros(window.to());
    }

    private static long micros(Duration distance) {
        return Math.addExact(Math.multiplyExact(distance.getSeconds(), 1_000_000L), distance.getNano() / 1000);
    }

    /** Keys and their answers, joined once for all windows. */
    private static final class Answers {
        private final String first;
        private final int key;
        private final EventSelection answers;
        private final StringJoiner outer = new StringJoiner(", ");
        private final StringJoiner inner = new StringJoiner(", ");

        Answers(String first, int key, EventSelection answers) {
            this.first = first;
            this.key = key;
            this.answers = answers;
        }

        void add(int n, UnitTally.Answered tally) {
            inner.add("bool_or(e.rel < f.seen + " + micros(tally.within())
                    + tally.before()
                            .map(limit -> " AND e.rel < " + micros(limit))
                            .orElse("") + ") AS b" + n);
            outer.add("count(*) FILTER (b" + n + " AND " + inside("seen", tally.window()) + ") AS t" + n);
        }

        String sql(TallySql sql) {
            return "SELECT i, " + outer + " FROM (SELECT f.i, f.k, f.seen, " + inner + " FROM " + first
                    + " f JOIN part e ON e.i = f.i AND e.k" + key + " = f.k AND e.rel >= f.seen WHERE "
                    + sql.selected("e", answers) + " GROUP BY f.i, f.k, f.seen) GROUP BY i";
        }
    }
}

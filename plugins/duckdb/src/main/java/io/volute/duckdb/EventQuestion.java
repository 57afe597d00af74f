package io.volute.duckdb;

import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One question in an engine of its own, wherever that is. */
final class EventQuestion {
    /** Events that are added up at once: their tables of keys fit into the memory. */
    static final long AT_ONCE = 2_500_000;

    private final Engine engine;
    private final TallySql sql;
    private final List<UnitTally> tallies;
    private final UnitAssignments assigned;
    private final long asOf;
    private final long atOnce;

    EventQuestion(
            Engine engine, TallySql sql, List<UnitTally> tallies, UnitAssignments assigned, long asOf, long atOnce) {
        this.engine = engine;
        this.sql = sql;
        this.tallies = List.copyOf(tallies);
        this.assigned = assigned;
        this.asOf = asOf;
        this.atOnce = atOnce;
    }

    /** Adds up. */
    UnitTotals answer(Events events) throws SQLException {
        events.prepare();
        Repeats repeats = dropRepeats(events);
        long before = 0;
        long negative = 0;
        TallySql.Plan plan = sql.plan(scales(events.largest()));
        int slices = (int) Math.max(1, Math.min(assigned.numbers().count(), engine.rows("e") / atOnce));
        for (int slice = 0; slice < slices; slice++) {
            String some = slices == 1 ? "true" : between(slice, slices);
            engine.run("CREATE OR REPLACE TEMP VIEW part AS SELECT * FROM e WHERE " + some);
            Table found = engine.read(
                    List.of(
                            new Engine.Selected("before", ColumnType.LONG, "b"),
                            new Engine.Selected("negative", ColumnType.LONG, "n")),
                    " FROM (SELECT count(*) FILTER (rel < 0) AS b, " + sql.negative() + " AS n FROM part e)");
            before += found.column("before").longAt(0);
            negative += found.column("negative").longAt(0);
            for (String statement : plan.statements()) {
                engine.run(statement);
            }
            add(plan, slice, some);
        }
        var facts = new UnitTotals.LogFacts(
                events.read(),
                repeats.duplicates,
                repeats.conflicting,
                events.strangers() - repeats.ofStrangers,
                events.unknownYet(),
                before,
                events.receivedBefore(),
                negative,
                events.days());
        return new UnitTotals(assigned.with(found(), asOf), assigned.attributes(), facts);
    }

    /** Units from one number to another: each is added up apart from the others. */
    private String between(int slice, int slices) {
        long units = assigned.numbers().count();
        return "i >= " + units * slice / slices + " AND i < " + units * (slice + 1) / slices;
    }

    /**
     * By what fractions are multiplied so that the largest takes 62 bits: whole numbers of a power of two add up to
     * the same sum in any order, and what a value loses by it is less than 2^-61 of the largest.
     */
    private static List<Double> scales(double[] largest) {
        return Arrays.stream(largest)
                .mapToObj(most -> most == 0 ? 1 : Math.scalb(1.0, Math.min(1000, 61 - Math.getExponent(most))))
                .toList();
    }

    private record Repeats(long duplicates, long conflicting, long ofStrangers) {}

    /** Leaves in {@code e} each event that counts once. */
    private Repeats dropRepeats(Events events) throws SQLException {
        engine.run("CREATE TABLE same AS SELECT r, i, h, row_number() OVER one AS place, first_value(h) OVER one AS"
                + " kept FROM (SELECT rowid AS r, i, " + events.suspect() + ", hash(i, happened, flags"
                + columns() + ") AS h FROM e WHERE " + events.suspects() + ")"
                + " WINDOW one AS (PARTITION BY " + events.id() + " ORDER BY received, happened, h)");
        Table found = engine.read(
                List.of(
                        new Engine.Selected("duplicates", ColumnType.LONG, "d"),
                        new Engine.Selected("conflicting", ColumnType.LONG, "c"),
                        new Engine.Selected("strangers", ColumnType.LONG, "s")),
                " FROM (SELECT count(*) AS d, count(*) FILTER (h <> kept) AS c, count(*) FILTER (i < 0) AS s"
                        + " FROM same WHERE place > 1)");
        engine.run("DELETE FROM e WHERE rowid IN (SELECT r FROM same WHERE place > 1)");
        engine.run("DROP TABLE same");
        return new Repeats(
                found.column("duplicates").longAt(0),
                found.column("conflicting").longAt(0),
                found.column("strangers").longAt(0));
    }

    /** The columns of keys and values, as a part of a SELECT. */
    private String columns() {
        StringBuilder text = new StringBuilder();
        // Within one unit no two keys share a hash of 64 bits, but with a chance of some 1e-15.
        for (int k = 0; k < sql.keys().size(); k++) {
            text.append(", k").append(k);
        }
        for (int v = 0; v < sql.values().size(); v++) {
            text.append(", v").append(v);
        }
        return text.toString();
    }

    /** Appends the tallies of some units to {@code answer}, in the order of their numbers. */
    private void add(TallySql.Plan plan, int slice, String some) throws SQLException {
        StringBuilder select = new StringBuilder("SELECT u.i");
        for (int n = 0; n < tallies.size(); n++) {
            select.append(", coalesce(t").append(n).append(", 0)::DOUBLE AS t").append(n);
        }
        select.append(" FROM (SELECT i::INTEGER AS i FROM range(")
                .append(assigned.numbers().count())
                .append(") r(i) WHERE ")
                .append(some)
                .append(") u");
        for (String table : plan.tables()) {
            select.append(" LEFT JOIN ").append(table).append(" USING (i)");
        }
        select.append(" ORDER BY u.i");
        engine.run((slice == 0 ? "CREATE TABLE answer AS " : "INSERT INTO answer ") + select);
    }

    /** The tallies of each unit in the order of their numbers. */
    private Table found() throws SQLException {
        List<Engine.Selected> selected = new ArrayList<>();
        for (int n = 0; n < tallies.size(); n++) {
            selected.add(new Engine.Selected(tallies.get(n).name(), ColumnType.DOUBLE, "t" + n));
        }
        Table found = engine.read(selected, " FROM answer");
        if (found.rows() != assigned.numbers().count()) {
            throw new SQLException(
                    found.rows() + " units came back of " + assigned.numbers().count());
        }
        return found;
    }
}

package io.volute.duckdb;

import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The log of a file that lies open as {@code logged}: three scans bring it into the engine, without a row leaving it. */
final class FileEvents implements Events {
    /** Added to days, so that their division rounds down. */
    private static final long DAYS = 1_000_000;

    private static final long DAY = 86_400_000_000L;
    private static final long IDS_AT_ONCE = 2_500_000;

    private final Engine engine;
    private final TallySql tallies;
    private final EventColumns columns;
    private final long asOf;
    private Table facts = Table.of(List.of());

    /** Says that the file is not as declared, or has no rows. */
    static final class NotAsDeclared extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAsDeclared() {
            super(null, null, false, false);
        }
    }

    FileEvents(Engine engine, TallySql tallies, EventColumns columns, UnitAssignments assigned, long asOf)
            throws SQLException {
        this.engine = engine;
        this.tallies = tallies;
        this.columns = columns;
        this.asOf = asOf;
        UnitNumbers numbers = assigned.numbers();
        long[] exposures = assigned.exposures(asOf);
        Column.Builder number = Column.builder("i", ColumnType.LONG, numbers.count());
        Column.Builder exposed = Column.builder("exposed", ColumnType.LONG, numbers.count());
        for (int i = 0; i < numbers.count(); i++) {
            number.add((long) i);
            if (exposures[i] == Long.MAX_VALUE) {
                exposed.addMissing();
            } else {
                exposed.add(exposures[i]);
            }
        }
        engine.load("named", Table.of(List.of(number.build(), numbers.names().named("unit"), exposed.build())));
        engine.run("CREATE TABLE known AS SELECT unit, i::INTEGER AS i, exposed FROM named");
        engine.run("DROP TABLE named");
    }

    @Override
    public void prepare() throws SQLException {
        count();
        repeats();
        String flags = tallies.selections().size() <= 8 ? "UTINYINT" : "BIGINT";
        StringBuilder inner = new StringBuilder("SELECT x.i AS i, x.exposed AS exposed, " + columns.happened()
                + " AS happened, " + columns.received() + " AS received, " + columns.flags(flags) + " AS flags");
        StringBuilder outer = new StringBuilder("CREATE TABLE e AS SELECT"
                + " coalesce(i, CAST(-1 - (stranger >> 34) AS INTEGER)) AS i, CASE WHEN received < " + asOf
                + " THEN happened - exposed END AS rel, flags");
        for (int k = 0; k < tallies.keys().size(); k++) {
            inner.append(", ")
                    .append(columns.key(tallies.keys().get(k)))
                    .append(" AS k")
                    .append(k);
            outer.append(", k").append(k);
        }
        for (int v = 0; v < tallies.values().size(); v++) {
            inner.append(", ")
                    .append(columns.sql(tallies.values().get(v)))
                    .append(" AS v")
                    .append(v);
            outer.append(", v").append(v);
        }
        String id = columns.sql(Logged.EVENT_ID);
        String unit = columns.sql(Logged.UNIT);
        inner.append(", hash(" + id + ") IN (FROM maybe) AS suspect, " + id + " AS id, CASE WHEN x.i IS NULL THEN"
                + " CAST(hash(" + unit + ") >> 1 AS BIGINT) END AS stranger");
        // Times stand before the id, for three columns that are mostly empty would take more room than all others.
        outer.append(", CASE WHEN suspect THEN happened || '/' || received || '/' || id END AS id");
        engine.run(outer + " FROM (" + inner + " FROM logged l LEFT JOIN known x ON x.unit = " + unit
                + ") WHERE suspect OR (exposed IS NOT NULL AND received < " + asOf + ")");
        engine.run("DROP TABLE maybe");
        engine.run("DROP TABLE known");
    }

    /** Finds ids that may repeat: those that share a hash. What is kept of each id is little, and is sorted in slices. */
    private void repeats() throws SQLException {
        String id = columns.sql(Logged.EVENT_ID);
        engine.run("CREATE TABLE ids AS SELECT CASE WHEN " + id + " IS NOT NULL THEN hash(" + id + ") END AS h"
                + " FROM logged l");
        engine.run("CREATE TABLE maybe (h UBIGINT)");
        int bits = 64 - Long.numberOfLeadingZeros(engine.rows("ids") / IDS_AT_ONCE);
        for (long slice = 0; slice < 1L << bits; slice++) {
            String some = bits == 0 ? "true" : "h >> " + (64 - bits) + " = " + slice;
            engine.run("INSERT INTO maybe SELECT h FROM ids WHERE " + some + " GROUP BY h HAVING count(*) > 1");
        }
        if (engine.rows("(FROM ids WHERE h IS NULL)") > 0) {
            throw new NotAsDeclared();
        }
        engine.run("DROP TABLE ids");
    }

    /** Counts rows by day. */
    private void count() throws SQLException {
        StringBuilder sql = new StringBuilder("CREATE TABLE facts AS SELECT (" + columns.happened() + " + " + DAYS * DAY
                + ") // " + DAY + " - " + DAYS + " AS day, count(*) AS n, count(*) FILTER (x.i IS NULL) AS strangers,"
                + " count(*) FILTER (" + columns.wrong() + ") AS wrong, count(*) FILTER (" + columns.received()
                + " >= " + asOf + ") AS unknown, count(*) FILTER (" + columns.received() + " < " + columns.happened()
                + " - " + EventChunks.CLOCKS + ") AS before");
        List<Engine.Selected> selected = new ArrayList<>();
        for (String name : List.of("day", "n", "strangers", "wrong", "unknown", "before")) {
            selected.add(new Engine.Selected(name, ColumnType.LONG, name));
        }
        for (int v = 0; v < tallies.values().size(); v++) {
            String value = tallies.values().get(v);
            boolean whole = columns.type(value) == ColumnType.LONG;
            sql.append(", ")
                    .append(whole ? "0::DOUBLE" : "coalesce(max(abs(" + columns.sql(value) + ")), 0)")
                    .append(" AS m")
                    .append(v);
            selected.add(new Engine.Selected("m" + v, ColumnType.DOUBLE, "m" + v));
        }
        engine.run(sql + " FROM logged l LEFT JOIN known x ON x.unit = " + columns.sql(Logged.UNIT) + " GROUP BY day");
        facts = engine.read(selected, " FROM facts");
        engine.run("DROP TABLE facts");
        if (facts.rows() == 0 || sum("wrong") > 0) {
            throw new NotAsDeclared();
        }
    }

    private long sum(String column) {
        long sum = 0;
        for (int row = 0; row < facts.rows(); row++) {
            sum += facts.column(column).longAt(row);
        }
        return sum;
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String suspect() {
        String one = "split_part(id, '/', 1)";
        String other = "split_part(id, '/', 2)";
        return "CAST(" + one + " AS BIGINT) AS happened, CAST(" + other + " AS BIGINT) AS received, substr(id, length("
                + one + ") + length(" + other + ") + 3) AS id";
    }

    @Override
    public String suspects() {
        return "id IS NOT NULL";
    }

    @Override
    public long read() {
        return sum("n");
    }

    @Override
    public long strangers() {
        return sum("strangers");
    }

    @Override
    public long unknownYet() {
        return sum("unknown");
    }

    @Override
    public long receivedBefore() {
        return sum("before");
    }

    @Override
    public SortedMap<LocalDate, Long> days() {
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        for (int row = 0; row < facts.rows(); row++) {
            days.put(
                    LocalDate.ofEpochDay(facts.column("day").longAt(row)),
                    facts.column("n").longAt(row));
        }
        return EventChunks.filled(days);
    }

    @Override
    public double[] largest() {
        double[] largest = new double[tallies.values().size()];
        for (int v = 0; v < largest.length; v++) {
            for (int row = 0; row < facts.rows(); row++) {
                largest[v] = Math.max(largest[v], facts.column("m" + v).doubleAt(row));
            }
        }
        return largest;
    }
}

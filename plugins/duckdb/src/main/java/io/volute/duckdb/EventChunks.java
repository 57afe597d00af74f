package io.volute.duckdb;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A log whose parts are brought into the engine one after the other, with two hashes {@code a, b} in place of an event's
 * id, so that no text goes into the engine. Conditions are evaluated before.
 */
final class EventChunks implements Events {
    private static final long ONE = 1;
    private static final long OTHER = 2;
    /** Clocks that disagree by less are not told. */
    static final long CLOCKS = 300_000_000;

    private static final long DAY = 86_400_000_000L;

    private final Engine engine;
    private final EventLog log;
    private final TallySql sql;
    private final UnitNumbers units;
    private final long[] exposures;
    private final long asOf;
    private final RepeatFilter ids = new RepeatFilter();
    private final Map<Long, long[]> days = new HashMap<>();
    private final double[] largest;
    private boolean any;
    private long read;
    private long unknownYet;
    private long receivedBefore;
    private long strangers;
    private long lastDay;
    private long[] ofLastDay = new long[0];

    EventChunks(Engine engine, EventLog log, TallySql sql, UnitAssignments assigned, long asOf) {
        this.engine = engine;
        this.log = log;
        this.sql = sql;
        this.largest = new double[sql.values().size()];
        this.units = assigned.numbers();
        this.exposures = assigned.exposures(asOf);
        this.asOf = asOf;
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public long unknownYet() {
        return unknownYet;
    }

    @Override
    public long receivedBefore() {
        return receivedBefore;
    }

    @Override
    public long strangers() {
        return strangers;
    }

    @Override
    public SortedMap<LocalDate, Long> days() {
        SortedMap<LocalDate, Long> found = new TreeMap<>();
        days.forEach((day, count) -> found.put(LocalDate.ofEpochDay(day), count[0]));
        return filled(found);
    }

    /** With 0 for each day in between that is not there. */
    static SortedMap<LocalDate, Long> filled(SortedMap<LocalDate, Long> found) {
        if (!found.isEmpty()) {
            for (LocalDate day = found.firstKey(); day.isBefore(found.lastKey()); day = day.plusDays(1)) {
                found.putIfAbsent(day, 0L);
            }
        }
        return found;
    }

    @Override
    public double[] largest() {
        return largest.clone();
    }

    /** A part without rows, so that there is a log at all. */
    private Table none() {
        List<Column> columns = new ArrayList<>(List.of(
                empty("a", ColumnType.LONG),
                empty("b", ColumnType.LONG),
                empty("i", ColumnType.LONG),
                empty("rel", ColumnType.LONG),
                empty("happened", ColumnType.LONG),
                empty("received", ColumnType.LONG),
                empty("flags", ColumnType.LONG)));
        for (int k = 0; k < sql.keys().size(); k++) {
            columns.add(empty("k" + k, ColumnType.LONG));
        }
        for (int v = 0; v < sql.values().size(); v++) {
            columns.add(empty("v" + v, ColumnType.LONG));
        }
        return Table.of(columns);
    }

    @Override
    public void prepare() throws SQLException {
        try {
            log.read(part -> {
                try {
                    load(prepare(part));
                } catch (SQLException e) {
                    throw new Failed(e);
                }
            });
        } catch (Failed e) {
            throw e.failure;
        }
        if (!any) {
            load(none());
        }
    }

    private void load(Table prepared) throws SQLException {
        engine.load("maybe", repeats(prepared));
        engine.load("e", prepared);
    }

    /** Carries a failure of the engine through the log. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SQLException failure;

        Failed(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    @Override
    public String id() {
        return "a, b";
    }

    @Override
    public String suspect() {
        return "a, b, happened, received";
    }

    @Override
    public String suspects() {
        return "a IN (FROM maybe)";
    }

    private Table prepare(Table part) {
        int rows = part.rows();
        Column at = needed(part, Logged.AT, ColumnType.INSTANT);
        Column received = part.find(Logged.RECEIVED_AT).orElse(at);
        typed(received, ColumnType.INSTANT);
        List<Column> columns = new ArrayList<>();
        Column id = needed(part, Logged.EVENT_ID, ColumnType.TEXT);
        Column unit = needed(part, Logged.UNIT, ColumnType.TEXT);
        columns.add(hashes(id, "a", ONE));
        columns.add(hashes(id, "b", OTHER));
        Column.Builder number = Column.builder("i", ColumnType.LONG, rows);
        Column.Builder rel = Column.builder("rel", ColumnType.LONG, rows);
        Column.Builder atMicros = Column.builder("happened", ColumnType.LONG, rows);
        Column.Builder receivedMicros = Column.builder("received", ColumnType.LONG, rows);
        for (int row = 0; row < rows; row++) {
            long happened = at.longAt(row);
            long known = received.isMissing(row) ? happened : received.longAt(row);
            long i = units.of(unit.textAt(row));
            long exposed = i < 0 ? Long.MAX_VALUE : exposures[(int) i];
            count(i, happened, known);
            number.add(i);
            if (exposed == Long.MAX_VALUE || known >= asOf) {
                rel.addMissing();
            } else {
                rel.add(Math.subtractExact(happened, exposed));
            }
            atMicros.add(happened);
            receivedMicros.add(known);
        }
        columns.addAll(List.of(number.build(), rel.build(), atMicros.build(), receivedMicros.build()));
        columns.add(flags(part));
        for (int k = 0; k < sql.keys().size(); k++) {
            columns.add(hashes(there(part, sql.keys().get(k)), "k" + k, ONE));
        }
        for (int v = 0; v < sql.values().size(); v++) {
            Column value = value(part, sql.values().get(v));
            largest[v] = Math.max(largest[v], largest(value));
            columns.add(value.renamed("v" + v));
        }
        any = true;
        return Table.of(columns);
    }

    private Column flags(Table part) {
        Column event = needed(part, Logged.EVENT, ColumnType.TEXT);
        long[] flags = new long[part.rows()];
        for (int s = 0; s < sql.selections().size(); s++) {
            EventSelection selection = sql.selections().get(s);
            Optional<BitSet> where = selection.where().map(condition -> condition.select(part));
            for (int row = 0; row < flags.length; row++) {
                if (event.textAt(row).equals(selection.event())
                        && (where.isEmpty() || where.get().get(row))) {
                    flags[row] |= 1L << s;
                }
            }
        }
        Column.Builder column = Column.builder("flags", ColumnType.LONG, flags.length);
        for (long flag : flags) {
            column.add(flag);
        }
        return column.build();
    }

    private void count(long i, long happened, long received) {
        read++;
        strangers += i < 0 ? 1 : 0;
        unknownYet += received >= asOf ? 1 : 0;
        receivedBefore += received < happened - CLOCKS ? 1 : 0;
        long day = Math.floorDiv(happened, DAY);
        if (day != lastDay || ofLastDay.length == 0) {
            lastDay = day;
            ofLastDay = days.computeIfAbsent(day, key -> new long[1]);
        }
        ofLastDay[0]++;
    }

    /** First hashes of those rows of a prepared part whose ids may have come before. */
    private Table repeats(Table prepared) {
        Column one = prepared.column("a");
        Column other = prepared.column("b");
        Column.Builder found = Column.builder("a", ColumnType.LONG, 1024);
        for (int row = 0; row < prepared.rows(); row++) {
            if (ids.mayRepeat(one.longAt(row), other.longAt(row))) {
                found.add(one.longAt(row));
            }
        }
        return Table.of(List.of(found.build()));
    }

    /** A value's hash; missing where it is. */
    private static Column hashes(Column column, String as, long seed) {
        Column.Builder hashes = Column.builder(as, ColumnType.LONG, column.rows());
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                hashes.addMissing();
            } else {
                String text =
                        column.type() == ColumnType.TEXT ? column.textAt(row) : String.valueOf(column.valueAt(row));
                hashes.add(TextHash.of(text, seed));
            }
        }
        return hashes.build();
    }

    private static double largest(Column value) {
        double most = 0;
        for (int row = 0; row < value.rows() && value.type() == ColumnType.DOUBLE; row++) {
            most = value.isMissing(row) ? most : Math.max(most, Math.abs(value.doubleAt(row)));
        }
        return most;
    }

    private static Column value(Table part, String name) {
        Column column = there(part, name);
        if (column.type() != ColumnType.LONG && column.type() != ColumnType.DOUBLE) {
            throw wrong(name, column.type(), "numbers");
        }
        return column;
    }

    private static Column needed(Table part, String name, ColumnType type) {
        return typed(there(part, name), type);
    }

    private static Column typed(Column column, ColumnType type) {
        if (column.type() != type) {
            throw wrong(column.name(), column.type(), type.name());
        }
        return column;
    }

    private static Column there(Table part, String name) {
        return part.find(name)
                .orElseThrow(() -> new VoluteException(
                        CoreError.EXPRESSION_INVALID,
                        "column " + name + " is not in the log of events (expected one of: "
                                + part.columns().stream().map(Column::name).collect(Collectors.joining(", ")) + ")"));
    }

    private static VoluteException wrong(String name, ColumnType found, String expected) {
        return new VoluteException(
                CoreError.EXPRESSION_INVALID,
                "column " + name + " of the log of events holds " + found + " (expected: " + expected + ")");
    }

    private static Column empty(String name, ColumnType type) {
        return Column.builder(name, type, 1).build();
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}

package io.volute.duckdb;

import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
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
 * Brings parts of a log into the form in which they are added up: {@code a, b, i, rel, happened, received, flags, k0…, v0…}:
 * two hashes of the event's id, the unit's number, microseconds since its exposure (missing: the event counts nowhere),
 * times in microseconds, one bit of the flags for each selection of events, hashes of keys, values. So no text goes into
 * the engine. What concerns every row is counted on the way.
 */
final class EventChunks {
    private static final long ONE = 1;
    private static final long OTHER = 2;
    /** Clocks that disagree by less are not told. */
    private static final long CLOCKS = 300_000_000;

    private static final long DAY = 86_400_000_000L;

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

    EventChunks(TallySql sql, UnitAssignments assigned, long asOf) {
        this.sql = sql;
        this.largest = new double[sql.values().size()];
        this.units = assigned.numbers();
        this.exposures = assigned.exposures(asOf);
        this.asOf = asOf;
    }

    /** Rows so far. */
    long read() {
        return read;
    }

    /** Rows received at or after the moment of the question. */
    long unknownYet() {
        return unknownYet;
    }

    /** Rows received long before they happened. */
    long receivedBefore() {
        return receivedBefore;
    }

    /** Rows of units without an assignment. */
    long strangers() {
        return strangers;
    }

    /** Rows by the day on which they happened, from the first day to the last. */
    SortedMap<LocalDate, Long> days() {
        SortedMap<LocalDate, Long> found = new TreeMap<>();
        days.forEach((day, count) -> found.put(LocalDate.ofEpochDay(day), count[0]));
        if (!found.isEmpty()) {
            for (LocalDate day = found.firstKey(); day.isBefore(found.lastKey()); day = day.plusDays(1)) {
                found.putIfAbsent(day, 0L);
            }
        }
        return found;
    }

    /** Whether a part was prepared. */
    boolean any() {
        return any;
    }

    /** For each value that is added up, the largest size of a fraction; 0 where there are whole numbers only. */
    double[] largest() {
        return largest.clone();
    }

    /** The columns behind the flags, as a part of a SELECT. */
    String columns() {
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

    /** A part without rows, so that there is a log at all. */
    Table none() {
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

    Table prepare(Table part) {
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
    Table repeats(Table prepared) {
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

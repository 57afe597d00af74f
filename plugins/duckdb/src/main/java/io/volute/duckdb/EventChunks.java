package io.volute.duckdb;

import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings parts of a log into the form in which they are added up: {@code id, unit, happened, received, flags, k0…, v0…}, times
 * in microseconds, one bit of the flags for each selection of events.
 */
final class EventChunks {
    private final TallySql sql;
    private List<Boolean> whole = List.of();
    private boolean any;

    EventChunks(TallySql sql) {
        this.sql = sql;
    }

    /** Whether a part was prepared. */
    boolean any() {
        return any;
    }

    /** For each value that is added up, whether it holds whole numbers. */
    List<Boolean> whole() {
        return whole;
    }

    /**
     * The columns behind the flags, as a part of a SELECT.
     *
     * @param scales by what each value is multiplied before it is rounded to a whole number
     */
    String columns(List<Double> scales) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < sql.keys().size(); k++) {
            // Within one unit no two keys share a hash of 64 bits, but with a chance of some 1e-15.
            text.append(", CASE WHEN k")
                    .append(k)
                    .append(" IS NOT NULL THEN hash(k")
                    .append(k)
                    .append(") END AS k")
                    .append(k);
        }
        for (int v = 0; v < sql.values().size(); v++) {
            text.append(", ")
                    .append(
                            scales.get(v) == 1
                                    ? "v" + v
                                    : "CAST(round(v" + v + " * CAST('" + scales.get(v) + "' AS DOUBLE)) AS BIGINT) AS v"
                                            + v);
        }
        return text.toString();
    }

    /** What two rows of one id have to agree on, as a part of a SELECT. */
    String content() {
        StringBuilder text = new StringBuilder("unit, happened, flags");
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
        whole = sql.values().stream().map(value -> true).toList();
        List<Column> columns = new ArrayList<>(List.of(
                empty("id", ColumnType.TEXT),
                empty("unit", ColumnType.TEXT),
                empty("happened", ColumnType.LONG),
                empty("received", ColumnType.LONG),
                empty("flags", ColumnType.LONG)));
        for (int k = 0; k < sql.keys().size(); k++) {
            columns.add(empty("k" + k, ColumnType.TEXT));
        }
        for (int v = 0; v < sql.values().size(); v++) {
            columns.add(empty("v" + v, ColumnType.LONG));
        }
        return Table.of(columns);
    }

    Table prepare(Table part) {
        int rows = part.rows();
        Column at = needed(part, Logged.AT, ColumnType.INSTANT);
        Optional<Column> received = part.find(Logged.RECEIVED_AT);
        received.ifPresent(column -> typed(column, ColumnType.INSTANT));
        List<Column> columns = new ArrayList<>();
        columns.add(needed(part, Logged.EVENT_ID, ColumnType.TEXT).renamed("id"));
        columns.add(needed(part, Logged.UNIT, ColumnType.TEXT));
        Column.Builder atMicros = Column.builder("happened", ColumnType.LONG, rows);
        Column.Builder receivedMicros = Column.builder("received", ColumnType.LONG, rows);
        for (int row = 0; row < rows; row++) {
            long happened = at.longAt(row);
            atMicros.add(happened);
            int current = row;
            receivedMicros.add(received.filter(column -> !column.isMissing(current))
                    .map(column -> column.longAt(current))
                    .orElse(happened));
        }
        columns.add(atMicros.build());
        columns.add(receivedMicros.build());
        columns.add(flags(part));
        for (int k = 0; k < sql.keys().size(); k++) {
            columns.add(key(part, sql.keys().get(k), "k" + k));
        }
        List<Boolean> wholeHere = new ArrayList<>();
        for (int v = 0; v < sql.values().size(); v++) {
            Column value = value(part, sql.values().get(v));
            wholeHere.add(value.type() == ColumnType.LONG);
            columns.add(value.renamed("v" + v));
        }
        whole = wholeHere;
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

    private static Column key(Table part, String name, String as) {
        Column column = there(part, name);
        if (column.type() == ColumnType.TEXT) {
            return column.renamed(as);
        }
        Column.Builder text = Column.builder(as, ColumnType.TEXT, column.rows());
        for (int row = 0; row < column.rows(); row++) {
            Object value = column.valueAt(row);
            if (value == null) {
                text.addMissing();
            } else {
                text.add(value.toString());
            }
        }
        return text.build();
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

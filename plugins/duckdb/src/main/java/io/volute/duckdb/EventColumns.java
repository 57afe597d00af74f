package io.volute.duckdb;

import io.volute.core.contract.metric.EventFile;
import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.ColumnType;
import io.volute.core.table.ColumnarReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns of a file's log as what they are declared to be, and conditions over them, as SQL over {@code logged l}. */
final class EventColumns {
    private static final long DAY = 86_400_000_000L;
    /** Years 0 to 9999, as wherever a moment is read. */
    private static final long FIRST = -719_528 * DAY;

    private static final long END = 2_932_897 * DAY;

    private final EventFile file;
    private final Map<String, Read> columns;
    private final Map<String, String> events;

    /** As what a column is read, and how it is written. */
    record Read(ColumnType type, String sql) {}

    private EventColumns(EventFile file, Map<String, Read> columns, Map<String, String> events) {
        this.file = file;
        this.columns = columns;
        this.events = events;
    }

    /** Of a file with these columns; empty when SQL alone cannot read it as declared, or it is not so. */
    static Optional<EventColumns> of(EventFile file, List<ColumnarReader.Header> header, TallySql tallies) {
        Map<String, Read> columns = new TreeMap<>();
        for (ColumnarReader.Header column : header) {
            ColumnType declared = file.types().get(column.name());
            if (declared != null) {
                Optional<Read> read = read(column, declared);
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                columns.put(column.name(), read.get());
            }
        }
        boolean there = columns.keySet().containsAll(file.needed())
                && tallies.keys().stream().allMatch(key -> isKey(columns.get(key)))
                && tallies.values().stream().allMatch(value -> isNumber(columns.get(value)));
        if (!there) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EventColumns(file, columns, events(tallies.selections(), columns)));
        } catch (ExpressionSql.Unwritten e) {
            return Optional.empty();
        }
    }

    private static Optional<Read> read(ColumnarReader.Header column, ColumnType declared) {
        String name = "l.\"" + column.name().replace("\"", "\"\"") + '"';
        if (column.type() == declared) {
            return Optional.of(new Read(declared, name));
        }
        if (column.type() == ColumnType.LONG && declared == ColumnType.DOUBLE) {
            // Whole numbers add up exactly as they are.
            return Optional.of(new Read(ColumnType.LONG, name));
        }
        if (column.type() == ColumnType.LONG && declared == ColumnType.TEXT) {
            return Optional.of(new Read(ColumnType.TEXT, "CAST(" + name + " AS VARCHAR)"));
        }
        return Optional.empty();
    }

    private static boolean isKey(@Nullable Read column) {
        return column != null && (column.type == ColumnType.TEXT || column.type == ColumnType.LONG);
    }

    private static boolean isNumber(@Nullable Read column) {
        return column != null && (column.type == ColumnType.LONG || column.type == ColumnType.DOUBLE);
    }

    /** For each name of an event, as a literal, the sum of the bits of those selections that it belongs to. */
    private static Map<String, String> events(List<EventSelection> selections, Map<String, Read> columns)
            throws ExpressionSql.Unwritten {
        ExpressionSql sql = new ExpressionSql(columns);
        Map<String, String> events = new LinkedHashMap<>();
        for (int s = 0; s < selections.size(); s++) {
            EventSelection selection = selections.get(s);
            long bit = 1L << s;
            String flag = selection.where().isEmpty()
                    ? Long.toString(bit)
                    : "CASE WHEN " + sql.where(selection.where().get()) + " THEN " + bit + " ELSE 0 END";
            events.merge(sql.literal(selection.event()), flag, (one, other) -> one + " + " + other);
        }
        return events;
    }

    /** How a column is written, which is there. */
    String sql(String column) {
        return read(column).sql;
    }

    /** As what a column is read, which is there. */
    ColumnType type(String column) {
        return read(column).type;
    }

    private Read read(String column) {
        Read read = columns.get(column);
        if (read == null) {
            throw new IllegalArgumentException(column + ": not a column that is read");
        }
        return read;
    }

    String happened() {
        return sql(Logged.AT);
    }

    String received() {
        return columns.containsKey(Logged.RECEIVED_AT)
                ? "coalesce(" + sql(Logged.RECEIVED_AT) + ", " + happened() + ")"
                : happened();
    }

    /** Bits of the selections that an event belongs to. */
    String flags(String type) {
        if (events.isEmpty()) {
            return "CAST(0 AS " + type + ")";
        }
        StringBuilder sql = new StringBuilder("CAST(CASE ").append(sql(Logged.EVENT));
        events.forEach((name, flags) ->
                sql.append(" WHEN ").append(name).append(" THEN ").append(flags));
        return sql.append(" ELSE 0 END AS ").append(type).append(")").toString();
    }

    /** A hash that stands for a value; missing where it is. */
    String key(String column) {
        return "CASE WHEN " + sql(column) + " IS NOT NULL THEN hash(" + sql(column) + ") END";
    }

    /** Whether a row is not as declared, but for the id of an event. */
    String wrong() {
        StringJoiner any = new StringJoiner(" OR ", "coalesce(", ", false)");
        any.add("false");
        file.needed().stream()
                .filter(name -> !name.equals(Logged.EVENT_ID))
                .forEach(name -> any.add(sql(name) + " IS NULL"));
        columns.forEach((name, column) -> {
            if (column.type == ColumnType.INSTANT) {
                any.add(column.sql + " < " + FIRST + " OR " + column.sql + " >= " + END);
            } else if (column.type == ColumnType.DOUBLE) {
                any.add("NOT isfinite(" + column.sql + ")");
            }
        });
        return any.toString();
    }
}

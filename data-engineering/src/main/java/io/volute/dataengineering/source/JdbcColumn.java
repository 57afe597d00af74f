package io.volute.dataengineering.source;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One column of a query's result and how its values are written as text: in the one form that a contract's type takes, in
 * the same way whatever the session's settings.
 */
final class JdbcColumn {
    private final int number;
    private final String name;
    private final Kind kind;

    /** How values are fetched. */
    private enum Kind {
        BOOL,
        TEXT,
        DECIMAL,
        REAL,
        DOUBLE,
        DATE,
        INSTANT
    }

    private JdbcColumn(int number, String name, Kind kind) {
        this.number = number;
        this.name = name;
        this.kind = kind;
    }

    /** A column; empty when its type has no one text that a contract could read. */
    static Optional<JdbcColumn> of(ResultSetMetaData data, int number) throws SQLException {
        String type = data.getColumnTypeName(number);
        Optional<Kind> kind = switch (data.getColumnType(number)) {
            case Types.SMALLINT, Types.INTEGER, Types.CHAR, Types.VARCHAR -> Optional.of(Kind.TEXT);
            case Types.NUMERIC -> Optional.of(Kind.DECIMAL);
            case Types.BIGINT -> type.equals("oid") ? Optional.empty() : Optional.of(Kind.TEXT);
            case Types.BIT, Types.BOOLEAN -> type.equals("bool") ? Optional.of(Kind.BOOL) : Optional.empty();
            case Types.REAL -> Optional.of(Kind.REAL);
            case Types.DOUBLE -> type.equals("money") ? Optional.empty() : Optional.of(Kind.DOUBLE);
            case Types.DATE -> Optional.of(Kind.DATE);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                type.equals("timestamptz") ? Optional.of(Kind.INSTANT) : Optional.empty();
            default -> type.equals("uuid") ? Optional.of(Kind.TEXT) : Optional.empty();
        };
        String name = data.getColumnLabel(number);
        return kind.map(known -> new JdbcColumn(number, name, known));
    }

    String name() {
        return name;
    }

    /** The value as text, null when it is NULL; what is not finite is an {@link IllegalArgumentException}. */
    @Nullable String text(ResultSet rows) throws SQLException {
        String value = switch (kind) {
            case BOOL -> String.valueOf(rows.getBoolean(number));
            case TEXT, DECIMAL -> rows.getString(number);
            case REAL -> Float.toString(rows.getFloat(number));
            case DOUBLE -> Double.toString(rows.getDouble(number));
            case DATE -> day(rows.getObject(number, LocalDate.class));
            case INSTANT -> moment(rows.getObject(number, OffsetDateTime.class));
        };
        if (rows.wasNull() || value == null) {
            return null;
        }
        if (kind != Kind.TEXT && (value.equals("NaN") || value.endsWith("Infinity"))) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        if (day == null) {
            return null;
        }
        return day.equals(LocalDate.MAX) || day.equals(LocalDate.MIN) ? "Infinity" : day.toString();
    }

    private static @Nullable String moment(@Nullable OffsetDateTime moment) {
        if (moment == null) {
            return null;
        }
        return moment.equals(OffsetDateTime.MAX) || moment.equals(OffsetDateTime.MIN)
                ? "Infinity"
                : moment.toInstant().toString();
    }
}

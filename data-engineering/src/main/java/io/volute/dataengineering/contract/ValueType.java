package io.volute.dataengineering.contract;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Types of the contract and the one way in which each is written. Java's own parsers accept more (blanks, hexadecimal,
 * 30 February as 1 March), so forms are checked first.
 */
public enum ValueType {
    /** Text of which equal values mean the same; what models treat as categories. */
    CATEGORY(ColumnType.TEXT, "text"),
    /** Free text. */
    TEXT(ColumnType.TEXT, "text"),
    /** Whole number of 64 bits, without leading zeros. */
    INT(ColumnType.LONG, "a whole number such as 140"),
    /** Decimal number as in JSON. */
    NUMBER(ColumnType.DOUBLE, "a number such as 140 or 2.5e-3"),
    /** {@code true} or {@code false}. */
    BOOL(ColumnType.BOOL, "true or false"),
    /** ISO date. */
    DATE(ColumnType.DATE, "a date such as 2000-01-31"),
    /** ISO instant with {@code Z} or an offset. */
    INSTANT(ColumnType.INSTANT, "a moment such as 2000-01-31T12:00:00Z");

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern MOMENT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final DateTimeFormatter STRICT_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final BigInteger LONGS = BigInteger.ONE.shiftLeft(63);

    private final ColumnType column;
    private final String expected;

    ValueType(ColumnType column, String expected) {
        this.column = column;
        this.expected = expected;
    }

    /** How tables hold it. */
    public ColumnType column() {
        return column;
    }

    /** Its name in a spec. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is expected, for messages. */
    public String expected() {
        return expected;
    }

    /** Appends the value that the text stands for; false when it stands for none, and nothing was appended. */
    public boolean append(Column.Builder builder, String text) {
        return switch (this) {
            case CATEGORY, TEXT -> {
                builder.add(text);
                yield true;
            }
            case INT -> WHOLE.matcher(text).matches() && appendWhole(builder, text);
            case NUMBER -> DECIMAL.matcher(text).matches() && appendNumber(builder, text);
            case BOOL -> appendBool(builder, text);
            case DATE -> DAY.matcher(text).matches() && appendDay(builder, text);
            case INSTANT -> MOMENT.matcher(text).matches() && appendMoment(builder, text);
        };
    }

    /**
     * Appends the value that a part of a text stands for, if it has the type's plainest form; false says nothing: then
     * {@link #append} decides.
     */
    public boolean appendShort(Column.Builder builder, char[] text, int from, int to) {
        return switch (this) {
            case INT -> ShortForms.whole(builder, text, from, to);
            case NUMBER -> ShortForms.decimal(builder, text, from, to);
            case DATE -> ShortForms.day(builder, text, from, to);
            case INSTANT -> ShortForms.moment(builder, text, from, to);
            default -> false;
        };
    }

    private static boolean appendWhole(Column.Builder builder, String text) {
        if (text.length() <= 18) {
            builder.add(Long.parseLong(text));
            return true;
        }
        BigInteger value = new BigInteger(text);
        if (value.compareTo(LONGS.negate()) < 0 || value.compareTo(LONGS) >= 0) {
            return false;
        }
        builder.add(value.longValueExact());
        return true;
    }

    private static boolean appendNumber(Column.Builder builder, String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            return false;
        }
        builder.add(value);
        return true;
    }

    private static boolean appendBool(Column.Builder builder, String text) {
        boolean known = text.equals("true") || text.equals("false");
        if (known) {
            builder.add(text.equals("true"));
        }
        return known;
    }

    private static boolean appendDay(Column.Builder builder, String text) {
        try {
            builder.add(LocalDate.parse(text, STRICT_DAY));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean appendMoment(Column.Builder builder, String text) {
        try {
            Instant value = OffsetDateTime.parse(text).toInstant();
            builder.add(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

package io.volute.dataengineering.source;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.ColumnarReader;
import io.volute.dataengineering.contract.ValueType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One row of a Parquet file. The contract decides a value's type, and takes from the file whatever it can take without
 * loss: a whole double as an int, a moment at midnight as a date. A moment without a zone is one of UTC.
 */
final class ParquetRow implements RawRow {
    private static final long DAY = 86_400_000_000L;
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9_999, 12, 31).toEpochDay();
    /** Up to here a double holds every whole number. */
    private static final double WHOLE = 1L << 53;

    private final List<ColumnarReader.Header> columns;
    private final ColumnType[] types;
    private final Set<String> missing;
    private String place = "";
    private ColumnarReader.@Nullable Row current;
    private int number;

    ParquetRow(List<ColumnarReader.Header> columns, List<String> missing) {
        this.columns = List.copyOf(columns);
        this.types = columns.stream().map(ColumnarReader.Header::type).toArray(ColumnType[]::new);
        this.missing = Set.copyOf(missing);
    }

    List<ColumnarReader.Header> columns() {
        return columns;
    }

    void begin(String file) {
        place = file;
        number = 0;
    }

    void take(ColumnarReader.Row row) {
        current = row;
        number++;
    }

    int number() {
        return number;
    }

    private ColumnarReader.Row row() {
        ColumnarReader.Row row = current;
        if (row == null) {
            throw new IllegalStateException("before the first row");
        }
        return row;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String raw() {
        StringJoiner cells = new StringJoiner("\t");
        for (int cell = 0; cell < types.length; cell++) {
            String text = text(cell);
            cells.add(text == null ? "" : text);
        }
        return cells.toString();
    }

    @Override
    public int line() {
        return number;
    }

    @Override
    public int lineOf(int cell) {
        return number;
    }

    @Override
    public int columnOf(int cell) {
        return cell + 1;
    }

    @Override
    public String at(int cell) {
        return place + ":row " + number;
    }

    @Override
    public boolean isMissing(int cell) {
        return row().isMissing(cell) || (!missing.isEmpty() && missing.contains(written(cell)));
    }

    @Override
    public @Nullable String text(int cell) {
        return isMissing(cell) ? null : written(cell);
    }

    private String written(int cell) {
        return switch (types[cell]) {
            case TEXT -> row().textAt(cell);
            case LONG -> Long.toString(row().longAt(cell));
            case DOUBLE -> Double.toString(row().doubleAt(cell));
            case BOOL -> String.valueOf(row().longAt(cell) != 0);
            case DATE -> day(row().longAt(cell));
            case INSTANT -> moment(row().longAt(cell));
        };
    }

    private static String day(long day) {
        boolean real = day >= LocalDate.MIN.toEpochDay() && day <= LocalDate.MAX.toEpochDay();
        return real ? LocalDate.ofEpochDay(day).toString() : "infinity";
    }

    private static String moment(long micros) {
        return micros == Long.MAX_VALUE
                ? "infinity"
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    @Override
    public boolean append(int cell, ValueType type, Column.Builder builder) {
        ColumnType found = types[cell];
        switch (type) {
            case INT:
                if (found == ColumnType.LONG) {
                    builder.add(row().longAt(cell));
                    return true;
                }
                return found == ColumnType.DOUBLE
                        ? appendWhole(row().doubleAt(cell), builder)
                        : RawRow.super.append(cell, type, builder);
            case NUMBER:
                if (found == ColumnType.LONG) {
                    builder.add((double) row().longAt(cell));
                    return true;
                }
                return found == ColumnType.DOUBLE
                        ? appendFinite(row().doubleAt(cell), builder)
                        : RawRow.super.append(cell, type, builder);
            case DATE:
                if (found == ColumnType.DATE) {
                    return appendDay(row().longAt(cell), builder);
                }
                return found == ColumnType.INSTANT
                        ? row().longAt(cell) % DAY == 0 && appendDay(row().longAt(cell) / DAY, builder)
                        : RawRow.super.append(cell, type, builder);
            case INSTANT:
                return found == ColumnType.INSTANT
                        ? appendMoment(row().longAt(cell), builder)
                        : RawRow.super.append(cell, type, builder);
            default:
                return RawRow.super.append(cell, type, builder);
        }
    }

    private static boolean appendWhole(double value, Column.Builder builder) {
        boolean whole = value == Math.rint(value) && Math.abs(value) <= WHOLE;
        if (whole) {
            builder.add((long) value);
        }
        return whole;
    }

    private static boolean appendFinite(double value, Column.Builder builder) {
        boolean finite = Double.isFinite(value);
        if (finite) {
            builder.add(value);
        }
        return finite;
    }

    private static boolean appendDay(long day, Column.Builder builder) {
        boolean written = day >= FIRST_DAY && day <= LAST_DAY;
        if (written) {
            builder.add(day);
        }
        return written;
    }

    private static boolean appendMoment(long micros, Column.Builder builder) {
        boolean written = micros >= FIRST_DAY * DAY && micros < (LAST_DAY + 1) * DAY;
        if (written) {
            builder.add(micros);
        }
        return written;
    }
}

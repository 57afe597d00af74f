package io.volute.core.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One named, typed column; immutable. A missing value has no reading: ask {@link #isMissing} first.
 */
public final class Column {
    private final String name;
    private final ColumnType type;
    private final int rows;
    private final BitSet missing;
    private final long[] longs;
    private final double[] doubles;
    private final @Nullable String[] texts;

    private Column(
            String name,
            ColumnType type,
            int rows,
            BitSet missing,
            long[] longs,
            double[] doubles,
            @Nullable String[] texts) {
        this.name = name;
        this.type = type;
        this.rows = rows;
        this.missing = missing;
        this.longs = longs;
        this.doubles = doubles;
        this.texts = texts;
    }

    /** The column's name. */
    public String name() {
        return name;
    }

    /** The column's type. */
    public ColumnType type() {
        return type;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Whether the row has no value. */
    public boolean isMissing(int row) {
        return missing.get(row);
    }

    /** How many rows have no value. */
    public int missing() {
        return missing.cardinality();
    }

    /** Value of a LONG column; of a DATE its epoch day, of an INSTANT its epoch microseconds. */
    public long longAt(int row) {
        require(row, ColumnType.LONG, ColumnType.DATE, ColumnType.INSTANT);
        return longs[row];
    }

    /** Value of a DOUBLE or LONG column. */
    public double doubleAt(int row) {
        if (type == ColumnType.LONG) {
            return longAt(row);
        }
        require(row, ColumnType.DOUBLE);
        return doubles[row];
    }

    /** Value of a BOOL column. */
    public boolean boolAt(int row) {
        require(row, ColumnType.BOOL);
        return longs[row] != 0;
    }

    /** Value of a TEXT column. */
    public String textAt(int row) {
        require(row, ColumnType.TEXT);
        String text = texts[row];
        if (text == null) {
            throw new IllegalStateException("column " + name + ", row " + row + ": missing");
        }
        return text;
    }

    /** Value of a DATE column. */
    public LocalDate dateAt(int row) {
        require(row, ColumnType.DATE);
        return LocalDate.ofEpochDay(longs[row]);
    }

    /** Value of an INSTANT column; of a DATE its start of day in UTC. */
    public Instant instantAt(int row) {
        require(row, ColumnType.INSTANT, ColumnType.DATE);
        return type == ColumnType.DATE
                ? Instant.ofEpochSecond(longs[row] * 86_400L)
                : Instant.EPOCH.plus(longs[row], ChronoUnit.MICROS);
    }

    /** The value as Long, Double, Boolean, LocalDate, Instant or String; null when missing. */
    public @Nullable Object valueAt(int row) {
        if (missing.get(row)) {
            return null;
        }
        return switch (type) {
            case LONG -> (Object) longs[row];
            case DOUBLE -> doubles[row];
            case BOOL -> longs[row] != 0;
            case DATE -> dateAt(row);
            case INSTANT -> instantAt(row);
            case TEXT -> textAt(row);
        };
    }

    /** The rows with these numbers, in that order. */
    public Column pick(int[] rowNumbers) {
        Builder builder = builder(name, type, rowNumbers.length);
        for (int row : rowNumbers) {
            builder.copy(this, row);
        }
        return builder.build();
    }

    /** The same values under another name. */
    public Column named(String newName) {
        return new Column(newName, type, rows, missing, longs, doubles, texts);
    }

    /** Starts a column; the capacity is a hint. */
    public static Builder builder(String name, ColumnType type, int capacity) {
        return new Builder(name, type, Math.max(capacity, 8));
    }

    private void require(int row, ColumnType... allowed) {
        if (!Arrays.asList(allowed).contains(type)) {
            throw new IllegalStateException(
                    "column " + name + ": is " + type + " (expected one of " + Arrays.toString(allowed) + ")");
        }
        if (missing.get(row)) {
            throw new IllegalStateException("column " + name + ", row " + row + ": missing");
        }
    }

    /** Appends values; not thread-safe. */
    public static final class Builder {
        private final String name;
        private final ColumnType type;
        private final BitSet missing = new BitSet();
        private int rows;
        private long[] longs = new long[0];
        private double[] doubles = new double[0];
        private @Nullable String[] texts = new String[0];

        private Builder(String name, ColumnType type, int capacity) {
            this.name = name;
            this.type = type;
            switch (type) {
                case DOUBLE -> doubles = new double[capacity];
                case TEXT -> texts = new String[capacity];
                default -> longs = new long[capacity];
            }
        }

        /** Appends a missing value. */
        public Builder addMissing() {
            grow();
            missing.set(rows++);
            return this;
        }

        /** Appends to a LONG column; to a DATE epoch days, to an INSTANT epoch microseconds. */
        public Builder add(long value) {
            grow();
            longs[rows++] = value;
            return this;
        }

        /** Appends to a DOUBLE column; NaN becomes missing, negative zero becomes zero. */
        public Builder add(double value) {
            if (Double.isNaN(value)) {
                return addMissing();
            }
            grow();
            doubles[rows++] = value == 0.0 ? 0.0 : value;
            return this;
        }

        /** Appends to a BOOL column. */
        public Builder add(boolean value) {
            return add(value ? 1L : 0L);
        }

        /** Appends to a TEXT column. */
        public Builder add(String value) {
            grow();
            texts[rows++] = value;
            return this;
        }

        /** Appends to a DATE column. */
        public Builder add(LocalDate value) {
            return add(value.toEpochDay());
        }

        /** Appends to an INSTANT column, cut to microseconds. */
        public Builder add(Instant value) {
            // ChronoUnit.MICROS.between counts nanoseconds on its way and overflows beyond 2262.
            return add(Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000L));
        }

        /** Appends another column's value; the types must be equal. */
        public Builder copy(Column from, int row) {
            if (from.type != type) {
                throw new IllegalArgumentException("column " + name + ": " + from.type + " (expected " + type + ")");
            }
            if (from.missing.get(row)) {
                return addMissing();
            }
            grow();
            switch (type) {
                case DOUBLE -> doubles[rows++] = from.doubles[row];
                case TEXT -> texts[rows++] = from.texts[row];
                default -> longs[rows++] = from.longs[row];
            }
            return this;
        }

        /** The finished column. */
        public Column build() {
            return new Column(
                    name, type, rows, (BitSet) missing.clone(), longs.clone(), doubles.clone(), texts.clone());
        }

        private void grow() {
            switch (type) {
                case DOUBLE -> doubles = rows < doubles.length ? doubles : Arrays.copyOf(doubles, rows * 2);
                case TEXT -> texts = rows < texts.length ? texts : Arrays.copyOf(texts, rows * 2);
                default -> longs = rows < longs.length ? longs : Arrays.copyOf(longs, rows * 2);
            }
        }
    }
}

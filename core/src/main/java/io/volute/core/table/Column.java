package io.volute.core.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One named, typed column; immutable. A missing value has no reading: ask {@link #isMissing} first. Texts that are all ids,
 * 16 hexadecimal digits, are kept as the 64 bits that they stand for: a column of millions of them is no burden.
 */
public final class Column {
    private final String name;
    private final ColumnType type;
    private final int rows;
    private final boolean packed;
    private final BitSet missing;
    private final long[] longs;
    private final double[] doubles;
    private final @Nullable String[] texts;

    private Column(
            String name,
            ColumnType type,
            int rows,
            boolean packed,
            BitSet missing,
            long[] longs,
            double[] doubles,
            @Nullable String[] texts) {
        this.name = name;
        this.type = type;
        this.rows = rows;
        this.packed = packed;
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
        if (type != ColumnType.LONG && type != ColumnType.DATE && type != ColumnType.INSTANT) {
            throw wrongType(ColumnType.LONG, ColumnType.DATE, ColumnType.INSTANT);
        }
        requireValue(row);
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
        return textOf(row);
    }

    private String textOf(int row) {
        String text = packed ? HexText.of(longs[row]) : texts[row];
        if (text == null) {
            throw new IllegalStateException("column " + name + ", row " + row + ": missing");
        }
        return text;
    }

    /** How the texts of two rows of a TEXT column compare, as {@link String#compareTo} does. */
    public int compareTexts(int row, int other) {
        require(row, ColumnType.TEXT);
        require(other, ColumnType.TEXT);
        return packed
                ? Long.compareUnsigned(longs[row], longs[other])
                : textOf(row).compareTo(textOf(other));
    }

    /** Sorts row numbers by the texts of a TEXT column, equal ones in the order in which they stand. */
    public void sortByText(int[] rowNumbers) {
        if (packed && missing.isEmpty()) {
            LongSort.sort(rowNumbers, longs, 0);
        } else {
            IntSort.sort(rowNumbers, 0, rowNumbers.length, this::compareTexts);
        }
    }

    /** Sorts row numbers by {@link #longAt} of a column without missing values, equal ones as they stand. */
    public void sortByNumber(int[] rowNumbers) {
        if (rowNumbers.length > 0) {
            longAt(rowNumbers[0]);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("column " + name + ": " + missing() + " missing (expected: none)");
        }
        LongSort.sort(rowNumbers, longs, Long.MIN_VALUE);
    }

    /** Value of a DATE column. */
    public LocalDate dateAt(int row) {
        require(row, ColumnType.DATE);
        return LocalDate.ofEpochDay(longs[row]);
    }

    /** Value of an INSTANT column; of a DATE its start of day in UTC. */
    public Instant instantAt(int row) {
        if (type != ColumnType.INSTANT && type != ColumnType.DATE) {
            throw wrongType(ColumnType.INSTANT, ColumnType.DATE);
        }
        requireValue(row);
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
        int n = rowNumbers.length;
        BitSet none = new BitSet();
        long[] pickedLongs = new long[longs.length == 0 ? 0 : n];
        double[] pickedDoubles = new double[doubles.length == 0 ? 0 : n];
        @Nullable String[] pickedTexts = new String[texts.length == 0 ? 0 : n];
        for (int i = 0; i < n; i++) {
            int row = rowNumbers[i];
            if (missing.get(row)) {
                none.set(i);
            }
            if (pickedLongs.length > 0) {
                pickedLongs[i] = longs[row];
            } else if (pickedDoubles.length > 0) {
                pickedDoubles[i] = doubles[row];
            } else {
                pickedTexts[i] = texts[row];
            }
        }
        return new Column(name, type, n, packed, none, pickedLongs, pickedDoubles, pickedTexts);
    }

    /** The same values under another name. */
    public Column named(String newName) {
        return new Column(newName, type, rows, packed, missing, longs, doubles, texts);
    }

    /** A TEXT column of ids, each as the 64 bits that its 16 hexadecimal digits stand for. */
    public static Column ofIds(String name, long[] ids) {
        return new Column(
                name, ColumnType.TEXT, ids.length, true, new BitSet(), ids.clone(), new double[0], new String[0]);
    }

    /** The same values under another name. */
    public Column renamed(String other) {
        return new Column(other, type, rows, packed, missing, longs, doubles, texts);
    }

    /** Starts a column; the capacity is a hint. */
    public static Builder builder(String name, ColumnType type, int capacity) {
        return new Builder(name, type, Math.max(capacity, 8));
    }

    private void require(int row, ColumnType allowed) {
        if (type != allowed) {
            throw wrongType(allowed);
        }
        requireValue(row);
    }

    private void requireValue(int row) {
        if (missing.get(row)) {
            throw new IllegalStateException("column " + name + ", row " + row + ": missing");
        }
    }

    private IllegalStateException wrongType(ColumnType... allowed) {
        return new IllegalStateException(
                "column " + name + ": is " + type + " (expected one of " + Arrays.toString(allowed) + ")");
    }

    /** Appends values; not thread-safe. */
    public static final class Builder {
        private final String name;
        private final ColumnType type;
        private final BitSet missing = new BitSet();
        private final int capacity;
        private int rows;
        /** Whether all texts so far are ids. */
        private boolean packed;

        private long[] longs = new long[0];
        private double[] doubles = new double[0];
        private @Nullable String[] texts = new String[0];

        private Builder(String name, ColumnType type, int capacity) {
            this.name = name;
            this.type = type;
            switch (type) {
                case DOUBLE -> doubles = new double[capacity];
                case TEXT -> {
                    // Room is made when it is known for what.
                    packed = true;
                    texts = new String[0];
                }
                default -> longs = new long[capacity];
            }
            this.capacity = capacity;
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
            if (packed && !HexText.isId(value)) {
                unpack();
            }
            grow();
            if (packed) {
                longs[rows++] = HexText.bits(value);
            } else {
                texts[rows++] = value;
            }
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
            return switch (type) {
                case DOUBLE -> add(from.doubles[row]);
                case TEXT -> packed && from.packed ? add(from.longs[row]) : add(from.textOf(row));
                default -> add(from.longs[row]);
            };
        }

        /** The finished column. */
        public Column build() {
            // What is appended later stands behind these rows, so the arrays may be shared; much unused room is not
            // kept.
            if (rows < capacityNow() / 8 * 7) {
                longs = longs.length > 0 ? Arrays.copyOf(longs, rows) : longs;
                doubles = doubles.length > 0 ? Arrays.copyOf(doubles, rows) : doubles;
                texts = texts.length > 0 ? Arrays.copyOf(texts, rows) : texts;
            }
            return new Column(name, type, rows, packed, (BitSet) missing.clone(), longs, doubles, texts);
        }

        private int capacityNow() {
            return Math.max(longs.length, Math.max(doubles.length, texts.length));
        }

        /** A text came that is no id: from here on texts are kept as they are. */
        private void unpack() {
            packed = false;
            texts = new String[Math.max(capacity, longs.length)];
            for (int row = 0; row < rows; row++) {
                texts[row] = missing.get(row) ? null : HexText.of(longs[row]);
            }
            longs = new long[0];
        }

        private void grow() {
            if (type == ColumnType.DOUBLE) {
                doubles = rows < doubles.length ? doubles : Arrays.copyOf(doubles, wider());
            } else if (type == ColumnType.TEXT && !packed) {
                texts = rows < texts.length ? texts : Arrays.copyOf(texts, wider());
            } else {
                longs = rows < longs.length ? longs : Arrays.copyOf(longs, wider());
            }
        }

        private int wider() {
            return Math.max(capacity, rows * 2);
        }
    }
}

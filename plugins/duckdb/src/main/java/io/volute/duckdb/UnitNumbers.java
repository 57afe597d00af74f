package io.volute.duckdb;

import io.volute.core.table.Column;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers units in the order of their names, from 0, so that events are joined and added up by a number. */
final class UnitNumbers {
    private static final long SEED = 3;

    private final Column units;
    /** For each row the number of its unit. */
    private final int[] numbers;
    /** For each number the first row of its unit. */
    private final int[] rows;
    /** A row of the unit and one more, by the hash of its name; 0: free. */
    private final int[] slots;

    private UnitNumbers(Column units, int[] numbers, int[] rows) {
        this.units = units;
        this.numbers = numbers;
        this.rows = rows;
        this.slots = new int[Integer.highestOneBit(Math.max(1, rows.length)) * 4];
        for (int row : rows) {
            int slot = slot(TextHash.of(units.textAt(row), SEED));
            while (slots[slot] != 0) {
                slot = next(slot);
            }
            slots[slot] = row + 1;
        }
    }

    /** Of a column of names, which may repeat. */
    static UnitNumbers of(Column units) {
        int[] order = IntStream.range(0, units.rows()).toArray();
        units.sortByText(order);
        int[] numbers = new int[order.length];
        int[] rows = new int[order.length];
        int count = 0;
        for (int place = 0; place < order.length; place++) {
            if (place == 0 || units.compareTexts(order[place - 1], order[place]) != 0) {
                rows[count++] = order[place];
            }
            numbers[order[place]] = count - 1;
        }
        return new UnitNumbers(units, numbers, Arrays.copyOf(rows, count));
    }

    /** How many there are. */
    int count() {
        return rows.length;
    }

    /** The number of the unit in a row of the column. */
    int ofRow(int row) {
        return numbers[row];
    }

    /** The unit of this name, below 0 for a stranger: another number for each, but by a chance of 63 bits. */
    long of(String name) {
        long hash = TextHash.of(name, SEED);
        for (int slot = slot(hash); slots[slot] != 0; slot = next(slot)) {
            int row = slots[slot] - 1;
            if (units.textAt(row).equals(name)) {
                return numbers[row];
            }
        }
        return ~(hash >>> 1);
    }

    /** Names in the order of the numbers. */
    Column names() {
        return units.pick(rows);
    }

    private int slot(long hash) {
        return (int) hash & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}

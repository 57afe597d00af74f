package io.volute.core.table;

/** A stable merge sort of numbers by an order of their own; parts that are in order cost one look. */
public final class IntSort {
    private static final int SHORT = 16;

    private IntSort() {}

    /** An order of rows. */
    @FunctionalInterface
    public interface Order {
        /** Negative, zero or positive as the first stands before, beside or behind the second. */
        int compare(int first, int second);
    }

    /** The row numbers from 0 in this order. */
    public static int[] rows(int rows, Order order) {
        int[] numbers = rows(rows);
        sort(numbers, 0, rows, order);
        return numbers;
    }

    /** The row numbers from 0. */
    public static int[] rows(int rows) {
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = row;
        }
        return numbers;
    }

    /** Sorts a part, {@code to} exclusive. */
    public static void sort(int[] values, int from, int to, Order order) {
        if (to - from <= SHORT) {
            insert(values, from, to, order);
        } else {
            // Room for this part alone: many short parts of a long array are sorted one by one.
            sort(values, new int[(to - from + 1) / 2], from, to, order);
        }
    }

    private static void sort(int[] values, int[] spare, int from, int to, Order order) {
        if (to - from <= SHORT) {
            insert(values, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(values, spare, from, middle, order);
        sort(values, spare, middle, to, order);
        if (order.compare(values[middle - 1], values[middle]) <= 0) {
            return;
        }
        // The right half stays where it is: it is read before it is written over.
        System.arraycopy(values, from, spare, 0, middle - from);
        int left = 0;
        int leftEnd = middle - from;
        int right = middle;
        int into = from;
        while (left < leftEnd) {
            values[into++] =
                    right >= to || order.compare(spare[left], values[right]) <= 0 ? spare[left++] : values[right++];
        }
    }

    private static void insert(int[] values, int from, int to, Order order) {
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            int hole = i;
            while (hole > from && order.compare(values[hole - 1], value) > 0) {
                values[hole] = values[hole - 1];
                hole--;
            }
            values[hole] = value;
        }
    }
}

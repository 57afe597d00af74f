package io.volute.dataengineering.snapshot;

import java.util.Arrays;

/** Line of each row in its source; immutable. */
public final class Lines {
    private final int[] lines;

    private Lines(int[] lines) {
        this.lines = lines;
    }

    /** The first of them. */
    static Lines of(int[] lines, int rows) {
        return new Lines(Arrays.copyOf(lines, rows));
    }

    /** The 1-based line of a row. */
    public int at(int row) {
        return lines[row];
    }

    /** Those of the rows with these numbers, in that order. */
    Lines pick(int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = lines[rows[i]];
        }
        return new Lines(picked);
    }
}

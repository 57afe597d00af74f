package io.volute.modeling.rows;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.table.Table;
import java.util.List;

/**
 * Raw columns of training rows with their labels: all that a transform may learn from. Row i of the table has label i.
 * Immutable.
 */
public final class TrainingTable {
    private final Table table;
    private final Target target;
    private final double[] labels;
    private final long[] groups;
    private final long[] at;
    private final long[] knownAt;

    /**
     * Rows with their labels.
     *
     * @param labels 1 for the event and 0 without, the place of the class, or the number
     * @param groups id of each row's group: rows that belong together, 64 bits
     * @param at decision time, microseconds since the epoch; the epoch itself in all rows of a table without time
     * @param knownAt when the label came to exist, likewise
     */
    public TrainingTable(Table table, Target target, double[] labels, long[] groups, long[] at, long[] knownAt) {
        int rows = table.rows();
        if (labels.length != rows || groups.length != rows || at.length != rows || knownAt.length != rows) {
            throw new IllegalArgumentException("training table: " + rows + " rows and " + labels.length
                    + " labels (expected: label, group and times of each row)");
        }
        this.table = table;
        this.target = target;
        this.labels = labels.clone();
        this.groups = groups.clone();
        this.at = at.clone();
        this.knownAt = knownAt.clone();
    }

    private TrainingTable(TrainingTable rows, Table table) {
        this.table = table;
        this.target = rows.target;
        this.labels = rows.labels;
        this.groups = rows.groups;
        this.at = rows.at;
        this.knownAt = rows.knownAt;
    }

    /** The columns. */
    public Table table() {
        return table;
    }

    /** Number of rows. */
    public int rows() {
        return labels.length;
    }

    /** What is predicted. */
    public Target target() {
        return target;
    }

    /** 1 for the event and 0 without; the place of the class in the target; or the number. */
    public double label(int row) {
        return labels[row];
    }

    /** The share of a row in the output {@code output} of the target: 0 or 1 of an event or a class, or the number. */
    public double share(int row, int output) {
        return target.framing() == Framing.MULTICLASS ? labels[row] == output ? 1 : 0 : labels[row];
    }

    /** Id of the row's group. */
    public long group(int row) {
        return groups[row];
    }

    /** Decision time, microseconds since the epoch. */
    public long at(int row) {
        return at[row];
    }

    /** When the label came to exist, microseconds since the epoch. */
    public long knownAt(int row) {
        return knownAt[row];
    }

    /** Whether rows have decision times. */
    public boolean dated() {
        for (long time : at) {
            if (time != 0) {
                return true;
            }
        }
        return false;
    }

    /** The same rows with these columns only. */
    public TrainingTable select(List<String> columns) {
        return new TrainingTable(this, table.select(columns));
    }
}

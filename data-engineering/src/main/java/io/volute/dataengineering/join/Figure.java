package io.volute.dataengineering.join;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.util.Optional;

/** Collects the values of one window, oldest first; used once. */
final class Figure {
    private final Optional<Column> values;
    private long count;
    private double sum;
    private int least = -1;
    private int greatest = -1;
    private int last = -1;

    Figure(Optional<Column> values) {
        this.values = values;
    }

    void add(int record) {
        if (values.isEmpty()) {
            count++;
            return;
        }
        Column column = values.get();
        if (column.isMissing(record)) {
            return;
        }
        count++;
        last = record;
        if (column.type() == ColumnType.DOUBLE || column.type() == ColumnType.LONG) {
            sum += column.doubleAt(record);
            least = least < 0 || compare(column, record, least) < 0 ? record : least;
            greatest = greatest < 0 || compare(column, record, greatest) > 0 ? record : greatest;
        }
    }

    private static int compare(Column column, int first, int second) {
        return column.type() == ColumnType.LONG
                ? Long.compare(column.longAt(first), column.longAt(second))
                : Double.compare(column.doubleAt(first), column.doubleAt(second));
    }

    void append(Column.Builder builder, WindowSpec.Take take) {
        switch (take) {
            case COUNT -> builder.add(count);
            case SUM -> append(builder, sum);
            case MEAN -> append(builder, sum / count);
            case MIN -> copy(builder, least);
            case MAX -> copy(builder, greatest);
            case LAST -> copy(builder, last);
        }
    }

    private void append(Column.Builder builder, double value) {
        if (count == 0) {
            builder.addMissing();
        } else {
            builder.add(value);
        }
    }

    private void copy(Column.Builder builder, int record) {
        if (record < 0) {
            builder.addMissing();
        } else {
            builder.copy(values.orElseThrow(), record);
        }
    }
}

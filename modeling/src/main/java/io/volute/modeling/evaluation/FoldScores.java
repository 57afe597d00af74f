package io.volute.modeling.evaluation;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.rows.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What one candidate said about the rows that judge, each fold by the model trained for it: {@code row_id} TEXT,
 * {@code fold} TEXT, then DOUBLE columns: {@code probability} of the event, {@code prediction} of a number, or
 * {@code class NAME} for each class; folds in their order, rows of a fold oldest first.
 *
 * @param rows the table
 */
public record FoldScores(Table rows) {
    /** Name of the fold column. */
    public static final String FOLD = "fold";
    /** Name of the column that holds the probability of the event. */
    public static final String PROBABILITY = "probability";

    private static final int BEFORE = 2;

    /** Starts with no row. */
    public static Builder builder(Target target) {
        return new Builder(target);
    }

    /** How many scores each row has. */
    public int width() {
        return rows.columns().size() - BEFORE;
    }

    /** The scores, row after row. */
    public double[] scores() {
        int width = width();
        double[] result = new double[rows.rows() * width];
        for (int output = 0; output < width; output++) {
            Column column = rows.columns().get(BEFORE + output);
            for (int row = 0; row < rows.rows(); row++) {
                result[row * width + output] = column.doubleAt(row);
            }
        }
        return result;
    }

    /** Appends rows; not thread-safe. */
    public static final class Builder {
        private final Column.Builder rowId = Column.builder(Examples.ROW_ID, ColumnType.TEXT, 1024);
        private final Column.Builder fold = Column.builder(FOLD, ColumnType.TEXT, 1024);
        private final List<Column.Builder> outputs;

        private Builder(Target target) {
            // Classes may be called anything, so they get a prefix that no other column has.
            String prefix = target.framing() == Framing.MULTICLASS ? "class " : "";
            outputs = target.names().stream()
                    .map(name -> Column.builder(prefix + name, ColumnType.DOUBLE, 1024))
                    .toList();
        }

        /** Judged rows of one fold; scores row after row. */
        public void add(List<String> ids, String foldName, double[] scores) {
            int place = 0;
            for (String id : ids) {
                rowId.add(id);
                fold.add(foldName);
                for (Column.Builder output : outputs) {
                    output.add(scores[place++]);
                }
            }
        }

        /** The scores. */
        public FoldScores build() {
            List<Column> columns = new ArrayList<>(List.of(rowId.build(), fold.build()));
            outputs.forEach(output -> columns.add(output.build()));
            return new FoldScores(Table.of(columns));
        }
    }
}

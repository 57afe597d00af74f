package io.volute.modeling.evaluation;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.util.List;

/**
 * What one candidate said about the rows that judge, each fold by the model trained for it: {@code row_id} TEXT,
 * {@code fold} TEXT, {@code probability} DOUBLE; folds in their order, rows of a fold oldest first.
 *
 * @param rows the table
 */
public record FoldScores(Table rows) {
    /** Name of the fold column. */
    public static final String FOLD = "fold";
    /** Name of the probability column. */
    public static final String PROBABILITY = "probability";

    /** Starts with no row. */
    public static Builder builder() {
        return new Builder();
    }

    /** Appends rows; not thread-safe. */
    public static final class Builder {
        private final Column.Builder rowId = Column.builder(Examples.ROW_ID, ColumnType.TEXT, 1024);
        private final Column.Builder fold = Column.builder(FOLD, ColumnType.TEXT, 1024);
        private final Column.Builder probability = Column.builder(PROBABILITY, ColumnType.DOUBLE, 1024);

        private Builder() {}

        /** One judged row. */
        public void add(String row, String foldName, double score) {
            rowId.add(row);
            fold.add(foldName);
            probability.add(score);
        }

        /** The scores. */
        public FoldScores build() {
            return new FoldScores(Table.of(List.of(rowId.build(), fold.build(), probability.build())));
        }
    }
}

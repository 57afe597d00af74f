package io.volute.modeling.feature;

import io.volute.core.table.Table;
import io.volute.modeling.rows.Target;
import io.volute.modeling.rows.TrainingTable;

/** Training rows for transforms that look at no label. */
final class Rows {
    private Rows() {}

    static TrainingTable unlabelled(Table table) {
        int n = table.rows();
        return new TrainingTable(table, Target.EVENT, new double[n], new long[n], new long[n], new long[n]);
    }
}

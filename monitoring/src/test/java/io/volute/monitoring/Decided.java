package io.volute.monitoring;

import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.Instant;
import java.util.List;

/** Logged decisions and truth for tests: row i has the id of its number, the model acts from .1 on, the rule on even rows. */
public final class Decided {
    private Decided() {}

    /** Rows with these probabilities; NaN: decided without a model. */
    public static Exposures exposures(double... probabilities) {
        int n = probabilities.length;
        var id = Column.builder(Exposures.ROW_ID, ColumnType.TEXT, n);
        var probability = Column.builder(Exposures.PROBABILITY, ColumnType.DOUBLE, n);
        var rule = Column.builder(Exposures.RULE_ACTION, ColumnType.BOOL, n);
        var model = Column.builder(Exposures.MODEL_ACTION, ColumnType.BOOL, n);
        for (int row = 0; row < n; row++) {
            id.add(id(row));
            rule.add(row % 2 == 0);
            probability.add(probabilities[row]);
            if (Double.isNaN(probabilities[row])) {
                model.addMissing();
            } else {
                model.add(probabilities[row] >= .1);
            }
        }
        return new Exposures(Table.of(List.of(id.build(), probability.build(), rule.build(), model.build())));
    }

    /** Labels of the first rows. */
    public static Truth truth(boolean... labels) {
        var id = Column.builder(Exposures.ROW_ID, ColumnType.TEXT, labels.length);
        var known = Column.builder(Truth.KNOWN_AT, ColumnType.INSTANT, labels.length);
        var label = Column.builder(Truth.LABEL, ColumnType.BOOL, labels.length);
        for (int row = 0; row < labels.length; row++) {
            id.add(id(row));
            known.add(Instant.EPOCH);
            label.add(labels[row]);
        }
        return new Truth(Table.of(List.of(id.build(), known.build(), label.build())));
    }

    private static String id(int row) {
        return "%016x".formatted(row);
    }
}

package io.volute.scoping.assessment;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.survival.KaplanMeier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How long labels take, those still waited for counted at their age. */
final class Delays {
    private Delays() {}

    /** Of all rows, of which those without an outcome have waited until now. */
    static KaplanMeier of(List<History.Slice> slices, Instant now) {
        List<Double> known = new ArrayList<>();
        List<Double> waiting = new ArrayList<>();
        for (History.Slice slice : slices) {
            Table rows = slice.examples().rows();
            Table outcomes = slice.truth().rows();
            Map<String, Integer> truth = History.byId(outcomes);
            Column at = rows.column(Examples.AT);
            Column id = rows.column(Examples.ROW_ID);
            Column label = outcomes.column(Truth.LABEL);
            Column knownAt = outcomes.column(Truth.KNOWN_AT);
            for (int row = 0; row < rows.rows(); row++) {
                Integer outcome = truth.get(id.textAt(row));
                if (outcome == null || label.isMissing(outcome)) {
                    waiting.add(History.days(at.instantAt(row), now));
                } else {
                    known.add(History.days(at.instantAt(row), knownAt.instantAt(outcome)));
                }
            }
        }
        return KaplanMeier.of(array(known), array(waiting));
    }

    private static double[] array(List<Double> days) {
        return days.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** For example {@code half known after 30 days, nine in ten after 30 days}. */
    static String describe(KaplanMeier curve) {
        return "half known after " + days(curve.quantile(.5)) + ", nine in ten after " + days(curve.quantile(.9));
    }

    private static String days(OptionalDouble value) {
        return value.isPresent() ? Math.round(value.getAsDouble()) + " days" : "longer than was watched";
    }
}

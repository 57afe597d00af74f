package io.volute.dataengineering.check;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.moments.Moments;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which labels some rows have.
 *
 * @param positives rows with the event
 * @param classes rows by class
 * @param moments of a number
 * @param min smallest number, infinite without one
 * @param max largest number, infinite without one
 */
record LabelCounts(
        Optional<Framing> framing,
        long positives,
        SortedMap<String, Long> classes,
        Moments moments,
        double min,
        double max) {
    /** Of no labels, of whatever kind. */
    static final LabelCounts NONE = new LabelCounts(
            Optional.empty(), 0, new TreeMap<>(), Moments.EMPTY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Of truth. */
    static LabelCounts of(Table truth) {
        Column label = truth.column(Truth.LABEL);
        Framing framing = Framing.of(label.type());
        long positives = 0;
        SortedMap<String, Long> classes = new TreeMap<>();
        Moments moments = Moments.EMPTY;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < truth.rows(); row++) {
            switch (framing) {
                case BINARY -> positives += label.boolAt(row) ? 1 : 0;
                case MULTICLASS -> classes.merge(label.textAt(row), 1L, Long::sum);
                case REGRESSION -> {
                    moments = moments.plus(label.doubleAt(row));
                    min = Math.min(min, label.doubleAt(row));
                    max = Math.max(max, label.doubleAt(row));
                }
            }
        }
        return new LabelCounts(Optional.of(framing), positives, classes, moments, min, max);
    }

    /** Of all slots, in their order. */
    static LabelCounts sum(List<LabelCounts> slots) {
        LabelCounts sum = NONE;
        for (LabelCounts slot : slots) {
            SortedMap<String, Long> classes = new TreeMap<>(sum.classes);
            slot.classes.forEach((name, rows) -> classes.merge(name, rows, Long::sum));
            sum = new LabelCounts(
                    slot.framing,
                    sum.positives + slot.positives,
                    classes,
                    sum.moments.plus(slot.moments),
                    Math.min(sum.min, slot.min),
                    Math.max(sum.max, slot.max));
        }
        return sum;
    }

    /** The most frequent classes; empty where labels are no classes. */
    Optional<SortedMap<String, Long>> told() {
        if (framing.filter(Framing.MULTICLASS::equals).isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Long> told = new TreeMap<>();
        classes.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> one) -> -one.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(DataReport.CLASSES)
                .forEach(one -> told.put(one.getKey(), one.getValue()));
        return Optional.of(told);
    }

    /** How the number is distributed; empty where labels are no numbers. */
    Optional<DataReport.NumberLabel> number() {
        return moments.n() == 0
                ? Optional.empty()
                : Optional.of(new DataReport.NumberLabel(moments.mean(), moments.deviation(), min, max));
    }
}

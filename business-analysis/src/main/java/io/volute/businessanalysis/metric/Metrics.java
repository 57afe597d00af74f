package io.volute.businessanalysis.metric;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Computes metrics out of logs of events. Thread-safe. */
public final class Metrics {
    private final EventTotals totals;

    /** On this engine. */
    @Inject
    public Metrics(EventTotals totals) {
        this.totals = totals;
    }

    /**
     * Counts what the metrics need, for each assigned unit.
     *
     * @param before length of the window before the exposure in which the same is counted as a covariate
     * @param asOf what is received at or after it is not known
     * @throws io.volute.core.error.VoluteException for a column that the log does not have
     */
    public UnitTotals count(
            Table assignments,
            EventLog events,
            SortedMap<MetricId, MetricDefinition> metrics,
            Optional<Duration> before,
            Optional<Instant> asOf) {
        return count(assignments, events, metrics, before, Set.of(), asOf);
    }

    /**
     * The same, with the first and the last third of some metrics' windows: whether an effect is one of novelty.
     *
     * @param thirds these metrics; quantiles, composites and windows below three days are passed over
     */
    public UnitTotals count(
            Table assignments,
            EventLog events,
            SortedMap<MetricId, MetricDefinition> metrics,
            Optional<Duration> before,
            Set<MetricId> thirds,
            Optional<Instant> asOf) {
        return totals.totals(assignments, events, new MetricPlan(metrics).tallies(before, thirds), asOf);
    }

    /**
     * The metrics' numbers of some units.
     *
     * @param units the table of {@link UnitTotals}
     * @param rows which of them, in which order
     * @param before whether they were counted before the exposure too
     */
    public static List<UnitMetric> of(
            Table units, int[] rows, SortedMap<MetricId, MetricDefinition> metrics, boolean before) {
        List<UnitMetric> found = new ArrayList<>();
        metrics.forEach((id, definition) -> {
            UnitMetric metric = new UnitMetric(
                    id,
                    definition,
                    part(units, rows, id, metrics, ""),
                    before ? Optional.of(part(units, rows, id, metrics, MetricPlan.BEFORE)) : Optional.empty());
            found.add(
                    units.find(id + MetricPlan.LAST_THIRD).isEmpty()
                            ? metric
                            : metric.with(new UnitMetric.Thirds(
                                    part(units, rows, id, metrics, MetricPlan.FIRST_THIRD),
                                    part(units, rows, id, metrics, MetricPlan.LAST_THIRD))));
        });
        return found;
    }

    /** The definition, which is there. */
    static MetricDefinition definition(Map<MetricId, MetricDefinition> metrics, MetricId id) {
        MetricDefinition definition = metrics.get(id);
        if (definition == null) {
            throw new IllegalArgumentException(
                    "metric " + id + " is not defined (expected one of: " + metrics.keySet() + ")");
        }
        return definition;
    }

    /** Numbers of one metric out of tallies under its name and this ending. */
    static UnitMetric.Part part(
            Table units, int[] rows, MetricId id, Map<MetricId, MetricDefinition> metrics, String window) {
        MetricDefinition definition = definition(metrics, id);
        if (definition.type() == MetricType.COMPOSITE) {
            return composite(units, rows, definition, metrics, window);
        }
        double[] values = values(units.column(id + window), rows);
        switch (definition.type()) {
            case PROPORTION, RETENTION -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = values[i] > 0 ? 1 : 0;
                }
            }
            default -> {
                for (int i = 0; i < values.length && definition.divideBy() != 1; i++) {
                    values[i] /= definition.divideBy();
                }
            }
        }
        return definition.isRatio()
                ? new UnitMetric.Part(values, values(units.column(id + window + MetricPlan.DENOMINATOR), rows))
                : UnitMetric.Part.of(values);
    }

    private static UnitMetric.Part composite(
            Table units,
            int[] rows,
            MetricDefinition definition,
            Map<MetricId, MetricDefinition> metrics,
            String window) {
        double[] sum = new double[rows.length];
        definition.parts().orElseThrow().forEach((id, weight) -> {
            double[] values = part(units, rows, id, metrics, window).values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
            }
        });
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= definition.divideBy();
        }
        return UnitMetric.Part.of(sum);
    }

    private static double[] values(Column column, int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = column.doubleAt(rows[i]);
        }
        return values;
    }
}

package io.volute.businessanalysis.metric;

import java.util.List;

/**
 * A metric over some periods or units.
 *
 * @param metric name and number
 * @param rows in order
 */
public record MetricSeries(MetricId metric, List<Row> rows) {
    /** Copies. */
    public MetricSeries {
        rows = List.copyOf(rows);
    }

    /**
     * One value.
     *
     * @param period day, unit, or {@code all}
     * @param value the metric; NaN where its denominator is 0
     * @param numerator sum over units
     * @param denominator sum over units; of a metric that is a mean over units, their number
     * @param units units in it
     * @param provisional whether events of its window may still arrive
     */
    public record Row(
            String period, double value, double numerator, double denominator, long units, boolean provisional) {}
}

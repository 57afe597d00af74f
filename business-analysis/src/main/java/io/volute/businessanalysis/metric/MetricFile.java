package io.volute.businessanalysis.metric;

import io.volute.core.spec.Doc;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Definitions of metrics in a file of their own.
 *
 * @param metrics by name and number
 */
public record MetricFile(
        @Doc("metrics by name and number, such as take-rate@3")
        SortedMap<MetricId, MetricDefinition> metrics) {
    /** Copies and checks. */
    public MetricFile {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics: none (expected: at least one)");
        }
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        check(metrics);
    }

    /**
     * Checks that what metrics are made of is there.
     *
     * @throws IllegalArgumentException naming the part that is not
     */
    public static void check(SortedMap<MetricId, MetricDefinition> metrics) {
        MetricPlan.check(metrics);
    }
}

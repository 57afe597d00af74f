package io.volute.businessanalysis.health;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric with all that it is made of.
 *
 * @param metric its name and number
 * @param definitions its own, and those of its parts
 */
public record DefinedMetric(MetricId metric, SortedMap<MetricId, MetricDefinition> definitions) {
    /** Copies. */
    public DefinedMetric {
        definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
    }

    /** Out of all definitions of a spec. */
    public static DefinedMetric of(MetricId metric, SortedMap<MetricId, MetricDefinition> all) {
        SortedMap<MetricId, MetricDefinition> needed = new TreeMap<>();
        MetricDefinition own = Objects.requireNonNull(all.get(metric));
        needed.put(metric, own);
        own.parts()
                .ifPresent(parts ->
                        parts.keySet().forEach(part -> needed.put(part, Objects.requireNonNull(all.get(part)))));
        return new DefinedMetric(metric, needed);
    }

    MetricDefinition definition() {
        return definition(metric);
    }

    MetricDefinition definition(MetricId of) {
        return Objects.requireNonNull(definitions.get(of));
    }
}

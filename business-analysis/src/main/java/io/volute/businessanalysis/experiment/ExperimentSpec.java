package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import java.util.SortedMap;

/**
 * An experiment of a project whose units were assigned elsewhere.
 *
 * @param assignments name of the log of data-engineering that holds who was assigned
 * @param events name of the log that holds what they did
 * @param design what was fixed before
 */
public record ExperimentSpec(
        @Named @Doc("name of the log that holds who was assigned")
        String assignments,

        @Named @Doc("name of the log that holds what they did")
        String events,

        @Doc("what was fixed before") Design design) {

    /** Whether it is the design of this name, and all of its metrics are defined. */
    public void check(String name, SortedMap<MetricId, MetricDefinition> metrics) {
        if (!design.experiment().equals(name)) {
            throw new IllegalArgumentException("experiments: " + name + " has the design of " + design.experiment()
                    + " (expected: experiment: " + name + ")");
        }
        if (design.metrics().isPresent()) {
            throw new IllegalArgumentException("experiments: " + name
                    + " defines metrics of its own (expected: they stand in business-analysis.metrics)");
        }
        new ExperimentAnalysis(design, metrics);
    }
}

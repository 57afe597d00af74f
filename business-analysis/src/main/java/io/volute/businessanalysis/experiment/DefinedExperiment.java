package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.artifact.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An experiment with all that decides it.
 *
 * @param name as the spec calls it
 * @param experiment where its data come from, and its design
 * @param metrics definitions
 */
public record DefinedExperiment(String name, ExperimentSpec experiment, SortedMap<MetricId, MetricDefinition> metrics) {
    /** Copies. */
    public DefinedExperiment {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** What may not change once the experiment has started. */
    Digest digest() {
        return experiment.design().digest(metrics);
    }
}

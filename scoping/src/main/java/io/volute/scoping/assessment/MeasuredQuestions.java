package io.volute.scoping.assessment;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.stage.StepContext;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is asked of an objective that is a metric over events. */
final class MeasuredQuestions {

    private MeasuredQuestions() {}

    /** What the events say about the metrics that the scope names, by name and number. */
    static SortedMap<String, MetricHealth> health(
            Optional<SortedMap<String, Artifact<MetricHealth>>> metrics, StepContext context) {
        SortedMap<String, MetricHealth> health = new TreeMap<>();
        metrics.ifPresent(found ->
                found.forEach((metric, artifact) -> health.put(metric, context.load(MetricHealth.class, artifact))));
        return health;
    }
}

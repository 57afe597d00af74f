package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.NumberedMetric;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.Collection;

/**
 * Keeps, as a fact, what a metric was under its number when a run first saw it: figures of one name and number are of one
 * definition.
 */
public final class FreezeMetric implements Step<FreezeMetric.Input, FreezeMetric.Output> {
    /** The metric. */
    public record Input(@FromSpec(FromSpec.KEY) NumberedMetric metric) {}

    /** What it keeps. */
    public record Output(Artifact<NumberedMetric> metricDefinition, String metric) implements Described {
        @Override
        public String summary() {
            return metric + " is fixed";
        }
    }

    @Inject
    FreezeMetric() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        return new Output(
                context.write(NumberedMetric.class, input.metric()),
                input.metric().metric().toString());
    }

    /**
     * Whether a metric is what it was.
     *
     * @throws VoluteException METRIC_CHANGED naming where it differs, with both values
     */
    static void check(NumberedMetric now, Collection<NumberedMetric> kept) {
        CanonicalJson json = new CanonicalJson();
        kept.stream()
                .filter(before -> before.metric().equals(now.metric()))
                .filter(before -> !json.write(before).equals(json.write(now)))
                .findFirst()
                .ifPresent(before -> {
                    MetricId id = now.metric();
                    MetricId next = new MetricId(id.name(), id.version() + 1);
                    throw new VoluteException(
                            BusinessAnalysisError.METRIC_CHANGED,
                            "business-analysis.metrics." + id + ": " + DesignDiff.first(json.write(before), now)
                                    + ", but the number is still " + id.version()
                                    + ", under which figures were read before (expected: " + next
                                    + " for another definition)\nfix: call it " + next
                                    + ", or give it back what " + id + " says");
                });
    }
}

package io.volute.monitoring;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.stage.Choice;
import io.volute.monitoring.drift.DriftSpec;
import io.volute.monitoring.estimate.PerformanceEstimator;

/** The section {@code monitoring}. */
public record MonitoringSpec(
        @Doc("when inputs count as changed against the same season of earlier years")
        DriftSpec drift,

        @Doc("how performance is estimated while labels are missing")
        Choice<PerformanceEstimator> estimate,

        @Doc("fewest labelled rows of a slot for a figure of its real performance") @Default("30")
        int minLabelled) {

    /** Checks ranges. */
    public MonitoringSpec {
        if (minLabelled < 2) {
            throw new IllegalArgumentException("min-labelled: " + minLabelled + " (expected: >= 2)");
        }
    }
}

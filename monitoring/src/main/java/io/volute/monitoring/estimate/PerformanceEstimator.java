package io.volute.monitoring.estimate;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.stage.Implementation;

/** How performance is guessed while labels are missing; chosen in the spec by {@code estimator: NAME}. */
public interface PerformanceEstimator extends Implementation {
    /**
     * Estimates.
     *
     * @param decisions scored rows
     * @param options of the type that {@link #options()} names
     */
    Expectation estimate(ScoredDecisions decisions, DecisionCosts costs, Record options);
}

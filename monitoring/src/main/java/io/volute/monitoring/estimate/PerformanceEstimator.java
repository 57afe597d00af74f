package io.volute.monitoring.estimate;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.stage.Implementation;
import java.util.Optional;

/** How performance is guessed while labels are missing; chosen in the spec by {@code estimator: NAME}. */
public interface PerformanceEstimator extends Implementation {
    /**
     * Estimates.
     *
     * @param decisions scored rows
     * @param costs empty while the objective is a draft: then the costs are refused and the events still expected
     * @param options of the type that {@link #options()} names
     */
    Expectation estimate(ScoredDecisions decisions, Optional<DecisionCosts> costs, Record options);
}

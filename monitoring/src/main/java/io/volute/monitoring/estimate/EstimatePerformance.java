package io.volute.monitoring.estimate;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** {@code monitoring.estimate}: what a slot's decisions should cost, before any label exists. */
public final class EstimatePerformance implements Step<EstimatePerformance.Input, EstimatePerformance.Output> {
    private final Map<String, PerformanceEstimator> estimators;

    @Inject
    EstimatePerformance(Map<String, PerformanceEstimator> estimators) {
        this.estimators = estimators;
    }

    /** The slot's decisions, and what they cost. */
    public record Input(
            @FromSpec("estimate") Choice<PerformanceEstimator> estimator,
            Slot slot,
            Artifact<Exposures> exposures,
            Optional<Artifact<DecisionCosts>> costs) {}

    /** The estimate; the cost once more for the run's line. */
    public record Output(Artifact<SlotEstimate> estimate, Figure modelCost, Optional<String> currency)
            implements Described {
        @Override
        public String summary() {
            return currency.map(unit -> "expects " + Numbers.money(modelCost, unit))
                    .orElse("expects no cost: none is declared");
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Exposures exposures = context.load(Exposures.class, input.exposures());
        Optional<DecisionCosts> costs = input.costs().map(found -> context.load(DecisionCosts.class, found));
        ScoredDecisions decisions = ScoredDecisions.of(exposures);
        Expectation expected = input.estimator()
                .from(estimators)
                .estimate(decisions, costs, input.estimator().options());
        SlotEstimate estimate = new SlotEstimate(input.slot(), exposures.rows().rows(), decisions.rows(), expected);
        return new Output(
                context.write(SlotEstimate.class, estimate), expected.modelCost(), costs.map(DecisionCosts::currency));
    }
}

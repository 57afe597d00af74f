package io.volute.monitoring.performance;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.proportion.Share;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code monitoring.performance}: joins a slot's decisions with the labels that exist by now. */
public final class Realise implements Step<Realise.Input, Realise.Output> {
    @Inject
    Realise() {}

    /** The slot's decisions, their truth as far as it exists, and what decisions cost. */
    public record Input(
            @FromSpec int minLabelled,
            Slot slot,
            Artifact<Exposures> exposures,
            Optional<Artifact<Truth>> truth,
            Artifact<DecisionCosts> costs) {}

    /** The performance; counts and cost once more for the run's line. */
    public record Output(
            Artifact<SlotPerformance> performance, long labelled, long rows, Figure modelCost, String currency)
            implements Described {
        @Override
        public String summary() {
            return Numbers.count(labelled) + " of " + Numbers.count(rows) + " labelled"
                    + modelCost
                            .found()
                            .map(cost -> " · cost " + Numbers.money(cost, currency))
                            .orElse("");
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Table log = context.load(Exposures.class, input.exposures()).rows();
        DecisionCosts costs = context.load(DecisionCosts.class, input.costs());
        Map<String, Boolean> labels = input.truth()
                .map(truth -> labels(context.load(Truth.class, truth).rows()))
                .orElse(Map.of());
        Column id = log.column(Exposures.ROW_ID);
        Table labelled = log.filter(row -> labels.containsKey(id.textAt(row)));
        Column modelAction = labelled.column(Exposures.MODEL_ACTION);
        Table scored = labelled.filter(row -> !modelAction.isMissing(row));
        SlotPerformance performance = new SlotPerformance(
                input.slot(),
                log.rows(),
                labelled.rows(),
                enough(labelled, input.minLabelled())
                        .orElseGet(() -> share(labelled, labels).wilson()),
                enough(scored, input.minLabelled())
                        .orElseGet(() -> cost(scored, Exposures.MODEL_ACTION, labels, costs)),
                enough(labelled, input.minLabelled())
                        .orElseGet(() -> cost(labelled, Exposures.RULE_ACTION, labels, costs)));
        return new Output(
                context.write(SlotPerformance.class, performance),
                performance.labelled(),
                performance.rows(),
                performance.modelCost(),
                costs.currency());
    }

    private static Optional<Figure> enough(Table rows, int needed) {
        return rows.rows() >= needed
                ? Optional.empty()
                : Optional.of(Refused.tooFew("labelled rows", rows.rows(), needed));
    }

    private static Share share(Table rows, Map<String, Boolean> labels) {
        Column id = rows.column(Exposures.ROW_ID);
        long events = 0;
        for (int row = 0; row < rows.rows(); row++) {
            events += event(labels, id, row) ? 1 : 0;
        }
        return new Share(events, rows.rows());
    }

    private static Figure cost(Table rows, String actionColumn, Map<String, Boolean> labels, DecisionCosts costs) {
        Column id = rows.column(Exposures.ROW_ID);
        Column action = rows.column(actionColumn);
        double[] cost = new double[rows.rows()];
        for (int row = 0; row < cost.length; row++) {
            cost[row] = costs.cost(action.boolAt(row), event(labels, id, row));
        }
        return Means.interval(Moments.of(cost));
    }

    private static boolean event(Map<String, Boolean> labels, Column id, int row) {
        return labels.getOrDefault(id.textAt(row), false);
    }

    private static Map<String, Boolean> labels(Table truth) {
        Column id = truth.column(Exposures.ROW_ID);
        Column label = truth.column(Truth.LABEL);
        Map<String, Boolean> labels = new HashMap<>(truth.rows() * 2);
        for (int row = 0; row < truth.rows(); row++) {
            if (!label.isMissing(row)) {
                labels.put(id.textAt(row), label.boolAt(row));
            }
        }
        return labels;
    }
}

package io.volute.monitoring.performance;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Framing;
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
import io.volute.monitoring.estimate.Undeclared;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.proportion.Share;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            Optional<Artifact<DecisionCosts>> costs) {}

    /** The performance; counts and cost once more for the run's line. */
    public record Output(
            Artifact<SlotPerformance> performance,
            long labelled,
            long rows,
            Figure modelCost,
            Optional<String> currency)
            implements Described {
        @Override
        public String summary() {
            return Numbers.count(labelled) + " of " + Numbers.count(rows) + " labelled"
                    + modelCost
                            .found()
                            .flatMap(cost -> currency.map(unit -> " · cost " + Numbers.money(cost, unit)))
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
        Optional<DecisionCosts> costs = input.costs().map(found -> context.load(DecisionCosts.class, found));
        Optional<Truth> truth = input.truth().map(found -> context.load(Truth.class, found));
        Set<String> known = truth.map(found -> ids(found.rows())).orElse(Set.of());
        Column id = log.column(Exposures.ROW_ID);
        Table labelled = log.filter(row -> known.contains(id.textAt(row)));
        SlotPerformance performance = truth.filter(found -> found.framing() != Framing.BINARY)
                .map(found -> withoutEvents(input.slot(), log, labelled, found.framing()))
                .orElseGet(() -> performance(
                        input,
                        log,
                        labelled,
                        truth.map(found -> labels(found.rows())).orElse(Map.of()),
                        costs));
        return new Output(
                context.write(SlotPerformance.class, performance),
                performance.labelled(),
                performance.rows(),
                performance.modelCost(),
                costs.map(DecisionCosts::currency));
    }

    private static SlotPerformance performance(
            Input input, Table log, Table labelled, Map<String, Boolean> labels, Optional<DecisionCosts> costs) {
        return new SlotPerformance(
                input.slot(),
                log.rows(),
                labelled.rows(),
                enough(labelled, input.minLabelled())
                        .orElseGet(() -> share(labelled, labels).wilson()),
                cost(labelled, Exposures.MODEL_ACTION, input.minLabelled(), labels, costs),
                cost(labelled, Exposures.RULE_ACTION, input.minLabelled(), labels, costs));
    }

    /** Labels that are no event are counted, and nothing else is said of them. */
    private static SlotPerformance withoutEvents(Slot slot, Table log, Table labelled, Framing framing) {
        var refused = new Refused(
                "no-event",
                "the label is " + framing.words() + ", so that no event comes true or not",
                "make the label an event: data-engineering.label with value");
        return new SlotPerformance(slot, log.rows(), labelled.rows(), refused, refused, refused);
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

    /** Mean cost over the rows of which it is known what the policy would do. */
    private static Figure cost(
            Table labelled,
            String actionColumn,
            int needed,
            Map<String, Boolean> labels,
            Optional<DecisionCosts> declared) {
        if (declared.isEmpty()) {
            return Undeclared.noCosts();
        }
        Column actions = labelled.column(actionColumn);
        Table decided = labelled.filter(row -> !actions.isMissing(row));
        Column rule = labelled.column(Exposures.RULE_ACTION);
        if (labelled.rows() > 0 && rule.missing() == labelled.rows()) {
            return Undeclared.nobodyDecided();
        }
        return enough(decided, needed).orElseGet(() -> mean(decided, actionColumn, labels, declared.get()));
    }

    private static Figure mean(Table rows, String actionColumn, Map<String, Boolean> labels, DecisionCosts costs) {
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

    private static Set<String> ids(Table truth) {
        Column id = truth.column(Exposures.ROW_ID);
        Column label = truth.column(Truth.LABEL);
        Set<String> ids = new HashSet<>(truth.rows() * 2);
        for (int row = 0; row < truth.rows(); row++) {
            if (!label.isMissing(row)) {
                ids.add(id.textAt(row));
            }
        }
        return ids;
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

package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** Counts whom a launch would reach, for experiments that decide by the objective's own metric. */
public final class CountReach implements Step<CountReach.Input, CountReach.Output> {
    private final Metrics metrics;

    /** The logs, the design, what is aimed at, and the date. */
    public record Input(
            @FromSpec(FromSpec.KEY) DefinedExperiment experiment,
            SortedMap<String, Artifact<LoggedRows>> logged,
            Artifact<Objective> objective,
            Artifact<AsOf> asOf) {}

    /** What was counted; nothing where another metric decides. */
    public record Output(Optional<Artifact<Reach>> reach, String summary) implements Described {}

    @Inject
    CountReach(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        DefinedExperiment defined = input.experiment();
        Design design = defined.experiment().design();
        Optional<MeasuredObjective> objective = context.load(Objective.class, input.objective())
                .measured()
                .filter(measured -> Reach.serves(design, measured));
        if (objective.isEmpty()) {
            return new Output(Optional.empty(), "it decides by another metric than the objective's");
        }
        MetricId metric = MetricId.parse(objective.get().metric());
        MetricDefinition definition = Optional.ofNullable(defined.metrics().get(metric))
                .orElseThrow(() -> new IllegalStateException(metric + " decides, and is not defined"));
        if (definition.isRatio() || definition.type() == MetricType.QUANTILE) {
            return new Output(
                    Optional.empty(), metric + " is no number of a unit: what a unit brings must be said by hand");
        }
        Instant asOf = context.load(AsOf.class, input.asOf()).instant();
        Table assignments =
                ReadExperiment.log(input.logged(), defined, defined.experiment().assignments(), context);
        Table events =
                ReadExperiment.log(input.logged(), defined, defined.experiment().events(), context);
        Reach reach = new ReachCount(metrics, design, metric, definition, asOf).of(assignments, events);
        return new Output(
                Optional.of(context.write(Reach.class, reach)),
                reach.months().isEmpty()
                        ? "nobody is in the log yet"
                        : reach.months().size() + " months; "
                                + Math.round(last(reach).units()) + " " + design.counted() + "s in "
                                + last(reach).month());
    }

    private static Reach.Month last(Reach reach) {
        return reach.months().get(reach.months().size() - 1);
    }
}

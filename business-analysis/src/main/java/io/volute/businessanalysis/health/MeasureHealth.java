package io.volute.businessanalysis.health;

import io.volute.businessanalysis.metric.Metrics;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.MeasuredObjective.MetricGuardrail;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what the events say about a metric before an experiment. It reads logs and nothing that scoping finds out, so that
 * scoping can judge it in the same pass.
 */
public final class MeasureHealth implements Step<MeasureHealth.Input, MeasureHealth.Output> {
    private final Metrics metrics;

    /**
     * The metric, the logs, and what is asked of them.
     *
     * @param window of the baseline
     * @param recurs whether units come back; another stage's word, of which only the name counts here
     */
    public record Input(
            @FromSpec(FromSpec.KEY) DefinedMetric metric,

            @FromSpec(stage = "scoping", value = "objective.baseline.window")
            Optional<Period> window,

            @FromSpec(stage = "scoping", value = "objective.recurs")
            Optional<Enum<?>> recurs,

            Artifact<Objective> objective,
            SortedMap<String, Artifact<LoggedRows>> logged,
            Artifact<AsOf> asOf) {}

    /** What they say; nothing of a metric that the scope does not name. */
    public record Output(Optional<Artifact<MetricHealth>> metricHealth, String summary) implements Described {}

    @Inject
    MeasureHealth(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Objective objective = context.load(Objective.class, input.objective());
        String metric = input.metric().metric().toString();
        if (input.window().isEmpty()
                || objective.measured().filter(scope -> names(scope, metric)).isEmpty()) {
            return new Output(Optional.empty(), "the scope does not name it");
        }
        SortedMap<String, Table> logs = new TreeMap<>();
        input.logged()
                .forEach((name, artifact) ->
                        logs.put(name, context.load(LoggedRows.class, artifact).rows()));
        Instant asOf = context.load(AsOf.class, input.asOf()).instant();
        boolean newcomers =
                input.recurs().filter(word -> word.name().equals("NEVER")).isPresent();
        MetricHealth health = new Reading(metrics, input.metric(), newcomers)
                .of(logs, input.window().get(), asOf);
        return new Output(Optional.of(context.write(MetricHealth.class, health)), summary(health));
    }

    private static boolean names(MeasuredObjective scope, String metric) {
        return scope.metric().equals(metric)
                || scope.guardrails().stream().map(MetricGuardrail::metric).anyMatch(metric::equals);
    }

    private static String summary(MetricHealth health) {
        return health.value()
                .found()
                .map(value -> Numbers.fine(value) + " of " + Numbers.count(value.n()) + " units, " + health.from()
                        + " to " + health.until())
                .orElseGet(() -> health.value().refusal().orElseThrow().message());
    }
}

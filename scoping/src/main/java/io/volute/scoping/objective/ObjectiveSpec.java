package io.volute.scoping.objective;

import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.spec.Doc;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The business objective as written. A gap in it is a problem of the spec, never a default. Its metric is the cost of
 * decisions about an event, or a metric over logged events, such as {@code cancellation-rate@3}.
 */
public record ObjectiveSpec(
        @Doc("a short name in kebab-case, for example cheaper-strikes")
        String name,

        @Doc("who answers for the business metric") String owner,

        @Doc("the business metric: handling cost per strike, or one over events by name and number: take-rate@3")
        String metric,

        @Doc("what the metric is per, singular, for example strike")
        String unit,

        @Doc("what the model predicts, as a noun, for example damage; not for a metric over events")
        Optional<String> event,

        @Doc("what is decided, as a verb, for example inspect; not for a metric over events")
        Optional<String> action,

        @Doc("where the metric should go: up or down") Direction direction,
        @Doc("the wanted change") Target target,

        @Doc("time in which the target should be reached, for example P12M")
        Period horizon,

        @Doc("today's rule") BaselineSpec baseline,
        @Doc("what may not get worse, at least one") List<GuardrailSpec> guardrails,

        @Doc("of a metric over events: what one unit of it is worth")
        Optional<ValueSpec> value,

        @Doc("whether a unit comes back: never, grouped by the contract's groups, or unknown")
        Optional<Recurs> recurs,

        @Doc("the decision that a prediction serves") Optional<DecisionSpec> decision) {

    private static final Set<String> MODEL_METRICS = Set.of(
            "accuracy",
            "auc",
            "average precision",
            "brier score",
            "f1",
            "log loss",
            "mae",
            "ndcg",
            "precision",
            "r2",
            "recall",
            "rmse",
            "roc auc");

    /** Whether the same unit is decided on again. */
    public enum Recurs {
        /** Each row is another unit. */
        NEVER,
        /** Rows of one unit are a group of the data contract. */
        GROUPED,
        /** Rows of one unit may be there, and nothing tells which. */
        UNKNOWN
    }

    /** Where a metric should go. */
    public enum Direction {
        /** Higher is better. */
        UP,
        /** Lower is better. */
        DOWN
    }

    /**
     * The wanted change.
     *
     * @param relative against the baseline, {@code -0.05} for five percent below
     */
    public record Target(
            @Doc("change against the baseline, -0.05 for five percent below")
            double relative) {}

    /** Checks what the single values cannot show. */
    public ObjectiveSpec {
        guardrails = List.copyOf(guardrails);
        List<String> faults = new ArrayList<>();
        if (MODEL_METRICS.contains(metric.toLowerCase(Locale.ROOT)
                .replaceFirst("@.*", "")
                .replace('-', ' ')
                .replace('_', ' '))) {
            faults.add("metric: " + metric + " measures a model (expected: the business metric that it should move)");
        }
        if (target.relative() == 0 || target.relative() > 0 == (direction == Direction.DOWN)) {
            faults.add("target: relative " + target.relative() + " with direction "
                    + direction.name().toLowerCase(Locale.ROOT) + " (expected: "
                    + (direction == Direction.DOWN ? "below 0)" : "above 0)"));
        }
        if (target.relative() <= -1) {
            faults.add("target: relative " + target.relative() + " (expected: above -1, -0.05 for five percent below)");
        }
        if (horizon.isNegative() || horizon.isZero()) {
            faults.add("horizon: " + horizon + " (expected: a period such as P12M)");
        }
        if (guardrails.isEmpty()) {
            faults.add("guardrails: none (expected: at least one thing that may not get worse)");
        }
        boolean measured = metric.contains("@");
        kind(faults, measured, metric, event, action, baseline, value);
        Set<String> names = new HashSet<>();
        for (GuardrailSpec guardrail : guardrails) {
            if (guardrail.metric().isPresent() != measured) {
                faults.add("guardrails: " + guardrail.subject() + " (expected: "
                        + (measured ? "{metric, margin}" : "{name, where, max-rise}") + " beside " + metric + ")");
            }
            if (!names.add(guardrail.subject())) {
                faults.add("guardrails: " + guardrail.subject() + " twice (expected: once)");
            }
            if (guardrail.subject().equals(metric)) {
                faults.add("guardrails: " + guardrail.subject()
                        + " is the objective's own metric (expected: something else that may not get worse)");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static void kind(
            List<String> faults,
            boolean measured,
            String metric,
            Optional<String> event,
            Optional<String> action,
            BaselineSpec baseline,
            Optional<ValueSpec> value) {
        boolean rule = baseline.rule().isPresent() || baseline.actWhen().isPresent();
        if (measured && (event.isPresent() || action.isPresent() || rule)) {
            faults.add("metric: " + metric + " is computed from events, so there is no row to"
                    + " decide (expected: no event, action, rule or act-when beside it)");
        }
        if (measured) {
            return;
        }
        if (event.isEmpty() || action.isEmpty()) {
            faults.add((event.isEmpty() ? "event" : "action") + ": none (expected: "
                    + (event.isEmpty() ? "what the model predicts, such as damage" : "what is decided, such as inspect")
                    + "; a metric over events needs its number instead, such as " + metric.replace(' ', '-') + "@1)");
        }
        if (baseline.rule().isEmpty() || baseline.actWhen().isEmpty()) {
            faults.add("baseline: no " + (baseline.rule().isEmpty() ? "rule" : "act-when")
                    + " (expected: today's rule, in words and as an expression)");
        }
        if (value.isPresent()) {
            faults.add("value: with " + metric
                    + " (expected: scoping.costs say what decisions are worth; value is for metrics over events)");
        }
    }

    /** Whether its metric is computed from events. */
    boolean measured() {
        return metric.contains("@");
    }

    /** The names that other stages need are the label's where rows are not decided. */
    Objective objective(String label) {
        return new Objective(
                name,
                owner,
                metric,
                unit,
                event.orElse(label),
                action.orElse("act"),
                target.relative(),
                horizon,
                measured()
                        ? List.of()
                        : guardrails.stream().map(GuardrailSpec::guardrail).toList(),
                measured() ? Optional.of(measuredObjective()) : Optional.empty());
    }

    private MeasuredObjective measuredObjective() {
        return new MeasuredObjective(
                metric,
                direction.name().toLowerCase(Locale.ROOT),
                baseline.value(),
                guardrails.stream().map(GuardrailSpec::measured).toList(),
                value.map(ValueSpec::unitValue));
    }
}

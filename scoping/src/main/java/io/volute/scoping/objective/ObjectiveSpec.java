package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Objective;
import io.volute.core.spec.Doc;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The business objective as written. A gap in it is a problem of the spec, never a default.
 */
public record ObjectiveSpec(
        @Doc("a short name in kebab-case, for example cheaper-strikes")
        String name,

        @Doc("who answers for the business metric") String owner,

        @Doc("the business metric, for example handling cost per strike")
        String metric,

        @Doc("what the metric is per, singular, for example strike")
        String unit,

        @Doc("what the model predicts, as a noun, for example damage")
        String event,

        @Doc("what is decided, as a verb, for example inspect")
        String action,

        @Doc("where the metric should go: up or down") Direction direction,
        @Doc("the wanted change") Target target,

        @Doc("time in which the target should be reached, for example P12M")
        Period horizon,

        @Doc("today's rule") BaselineSpec baseline,
        @Doc("what may not get worse, at least one") List<GuardrailSpec> guardrails) {

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
        if (MODEL_METRICS.contains(
                metric.toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' '))) {
            throw new IllegalArgumentException(
                    "metric: " + metric + " measures a model (expected: the business metric that it should move)");
        }
        if (target.relative() == 0 || target.relative() > 0 == (direction == Direction.DOWN)) {
            throw new IllegalArgumentException("target: relative " + target.relative() + " with direction "
                    + direction.name().toLowerCase(Locale.ROOT) + " (expected: "
                    + (direction == Direction.DOWN ? "below 0)" : "above 0)"));
        }
        if (target.relative() <= -1) {
            throw new IllegalArgumentException(
                    "target: relative " + target.relative() + " (expected: above -1, -0.05 for five percent below)");
        }
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("horizon: " + horizon + " (expected: a period such as P12M)");
        }
        if (guardrails.isEmpty()) {
            throw new IllegalArgumentException(
                    "guardrails: none (expected: at least one thing that may not get worse)");
        }
        Set<String> names = new HashSet<>();
        for (GuardrailSpec guardrail : guardrails) {
            if (!names.add(guardrail.name())) {
                throw new IllegalArgumentException("guardrails: " + guardrail.name() + " twice (expected: once)");
            }
            if (guardrail.name().equals(metric)) {
                throw new IllegalArgumentException("guardrails: " + guardrail.name()
                        + " is the objective's own metric (expected: something else that may not get worse)");
            }
        }
    }

    Objective objective() {
        return new Objective(
                name,
                owner,
                metric,
                unit,
                event,
                action,
                target.relative(),
                horizon,
                guardrails.stream().map(GuardrailSpec::guardrail).toList());
    }
}

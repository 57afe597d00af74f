package io.volute.scoping.objective;

import io.volute.core.contract.scoping.MeasuredObjective.MetricGuardrail;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;
import java.util.Optional;

/** Something that may not get worse: a share of missed events, or a metric over events. */
public record GuardrailSpec(
        @Doc("a name in kebab-case, for example substantial-damage-missed")
        Optional<String> name,

        @Doc("which of the events count, an expression over late columns")
        Optional<String> where,

        @Doc("largest tolerated rise of the missed share, 0.10 for ten points")
        Optional<Double> maxRise,

        @Doc("instead: a metric by name and number, such as streaming-hours@2")
        Optional<String> metric,

        @Doc("of that metric, the largest tolerated relative change for the worse, 0.02 for two percent")
        Optional<Double> margin) {

    /** Checks that it is one of the two. */
    public GuardrailSpec {
        where.ifPresent(Expression::parse);
        boolean missed = name.isPresent() && where.isPresent() && maxRise.isPresent();
        boolean measured = metric.isPresent() && margin.isPresent();
        if (missed == measured || (measured && (where.isPresent() || maxRise.isPresent() || name.isPresent()))) {
            throw new IllegalArgumentException("a guardrail needs name, where and max-rise, or metric and margin"
                    + " (expected: {name: big-damage-missed, where: \"Damage = 'Substantial'\", max-rise: 0.10} or"
                    + " {metric: streaming-hours@2, margin: 0.02})");
        }
        maxRise.ifPresent(rise -> share("max-rise", rise, "0.10 for ten points"));
        margin.ifPresent(change -> share("margin", change, "0.02 for two percent"));
    }

    /** A share of missed events. */
    static GuardrailSpec missed(String name, String where, double maxRise) {
        return new GuardrailSpec(
                Optional.of(name), Optional.of(where), Optional.of(maxRise), Optional.empty(), Optional.empty());
    }

    private static void share(String key, double value, String example) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    key + ": " + value + " (expected: a share between 0 and 1, " + example + ")");
        }
    }

    /** What it is called. */
    String subject() {
        return name.or(() -> metric).orElseThrow();
    }

    Objective.Guardrail guardrail() {
        return new Objective.Guardrail(name.orElseThrow(), where.orElseThrow(), maxRise.orElseThrow());
    }

    MetricGuardrail measured() {
        return new MetricGuardrail(metric.orElseThrow(), margin.orElseThrow());
    }
}

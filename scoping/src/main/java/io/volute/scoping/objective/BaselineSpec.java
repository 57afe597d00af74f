package io.volute.scoping.objective;

import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;
import java.time.Period;
import java.util.Optional;

/** What is done today, and how much history says what it costs; of a metric over events, where it stands. */
public record BaselineSpec(
        @Doc("today's rule in words, for example inspect unless the animal was small")
        Optional<String> rule,

        @Doc("when today's rule acts, an expression over columns known at decision time")
        Optional<String> actWhen,

        @Doc("history from which its cost and the pace are computed, for example P3Y")
        Period window,

        @Doc("where the metric stands, for example 0.047; it is computed again")
        Optional<Double> value) {

    /** Checks expression and window. */
    public BaselineSpec {
        actWhen.ifPresent(Expression::parse);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window: " + window + " (expected: a period such as P3Y)");
        }
        value.filter(declared -> declared == 0).ifPresent(declared -> {
            throw new IllegalArgumentException(
                    "value: 0 (expected: where the metric stands; a relative change of nothing is nothing)");
        });
    }

    BaselineRule baselineRule() {
        return new BaselineRule(rule.orElseThrow(), actWhen.orElseThrow());
    }
}

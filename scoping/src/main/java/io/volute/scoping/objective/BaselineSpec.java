package io.volute.scoping.objective;

import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;
import java.time.Period;

/** What is done today, and how much history says what it costs. */
public record BaselineSpec(
        @Doc("today's rule in words, for example inspect unless the animal was small")
        String rule,

        @Doc("when today's rule acts, an expression over columns known at decision time")
        String actWhen,

        @Doc("history from which its cost and the pace are computed, for example P3Y")
        Period window) {

    /** Checks expression and window. */
    public BaselineSpec {
        Expression.parse(actWhen);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window: " + window + " (expected: a period such as P3Y)");
        }
    }

    BaselineRule baselineRule() {
        return new BaselineRule(rule, actWhen);
    }
}

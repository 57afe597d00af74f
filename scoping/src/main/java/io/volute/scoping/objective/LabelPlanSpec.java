package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;
import java.time.Period;
import java.util.Optional;

/** Where labels come from: how late they may be, who looks at them again, what stands in for them. */
public record LabelPlanSpec(
        @Doc("the latest that nine in ten labels may come, for example P30D")
        Optional<Period> delayMax,

        @Doc("what stands in for the outcome until it comes, in words, or none")
        Optional<String> proxy,

        @Doc("a second opinion on the label, an expression over late columns; rows where one is missing have none")
        Optional<String> second,

        @Doc("whether the outcome is seen only where somebody acted")
        Optional<Boolean> onlyWhereActed,

        @Doc("a sample that people look at again") Optional<Audit> audit) {
    /** Checks expression and period. */
    public LabelPlanSpec {
        second.ifPresent(Expression::parse);
        delayMax.filter(time -> time.isNegative() || time.isZero()).ifPresent(time -> {
            throw new IllegalArgumentException("delay-max: " + time + " (expected: a period such as P30D)");
        });
    }

    /** A sample that people look at again. */
    public record Audit(
            @Doc("rows") int rows,

            @Doc("time in which they are looked at, for example P1M")
            Period per,

            @Doc("who looks at them; the objective's owner when left out")
            Optional<String> owner) {
        /** Checks ranges. */
        public Audit {
            if (rows < 1) {
                throw new IllegalArgumentException("rows: " + rows + " (expected: 1 or more)");
            }
            if (per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException("per: " + per + " (expected: a period such as P1M)");
            }
        }
    }
}

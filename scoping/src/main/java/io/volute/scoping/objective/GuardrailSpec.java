package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Objective;
import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;

/** Something that may not get worse. */
public record GuardrailSpec(
        @Doc("a name in kebab-case, for example substantial-damage-missed")
        String name,

        @Doc("which of the events count, an expression over late columns")
        String where,

        @Doc("largest tolerated rise of the missed share, 0.10 for ten points")
        double maxRise) {

    /** Checks expression and margin. */
    public GuardrailSpec {
        Expression.parse(where);
        if (!(maxRise > 0 && maxRise < 1)) {
            throw new IllegalArgumentException(
                    "max-rise: " + maxRise + " (expected: a share between 0 and 1, 0.10 for ten points)");
        }
    }

    Objective.Guardrail guardrail() {
        return new Objective.Guardrail(name, where, maxRise);
    }
}

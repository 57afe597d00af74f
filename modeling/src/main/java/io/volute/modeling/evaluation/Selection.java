package io.volute.modeling.evaluation;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;

/** When the chosen candidate replaces the champion. */
@Doc("how a candidate is chosen, and when it replaces the champion")
public record Selection(
        @Doc("currency per unit, or loss where no costs are declared, that the challenger must gain at the unfavourable"
                + " end of the paired interval")
        @Default("0")
        double margin) {
    /** Refuses a negative margin. */
    public Selection {
        if (!(margin >= 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin: " + margin + " (expected: >= 0)");
        }
    }
}

package io.volute.monitoring.drift;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;

/** Options of {@code chi-square}. */
record ChiSquareOptions(
        @Doc("bins of a column of numbers, by quantiles of the reference") @Default("10")
        int bins) {
    ChiSquareOptions {
        if (bins < 2) {
            throw new IllegalArgumentException("bins: " + bins + " (expected: >= 2)");
        }
    }
}

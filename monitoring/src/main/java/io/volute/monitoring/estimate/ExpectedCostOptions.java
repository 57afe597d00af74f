package io.volute.monitoring.estimate;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;

/** Options of {@code cbpe}. */
record ExpectedCostOptions(
        @Doc("fewest scored rows of a slot") @Default("30") int minRows) {
    ExpectedCostOptions {
        if (minRows < 1) {
            throw new IllegalArgumentException("min-rows: " + minRows + " (expected: >= 1)");
        }
    }
}

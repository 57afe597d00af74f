package io.volute.scoping.threshold;

import io.volute.core.spec.Doc;
import java.util.Optional;

/** Other limits of one measure than those that it comes with. */
public record ThresholdSpec(
        @Doc("beyond it the check fails; as it comes when left out")
        Optional<Double> fail,

        @Doc("beyond it the check warns; as it comes when left out")
        Optional<Double> warn) {
    /** Checks that something is changed. */
    public ThresholdSpec {
        if (fail.isEmpty() && warn.isEmpty()) {
            throw new IllegalArgumentException("neither fail nor warn (expected: at least one of them)");
        }
    }
}

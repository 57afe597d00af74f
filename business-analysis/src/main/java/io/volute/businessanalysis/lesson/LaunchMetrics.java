package io.volute.businessanalysis.lesson;

import io.volute.core.spec.Doc;

/** What the effects of a log of launches are effects on. */
public record LaunchMetrics(
        @Doc("what x is an effect on, such as ndcg or take-rate@3")
        String x,

        @Doc("what y is an effect on, such as cancellation-rate@3")
        String y) {
    /** Checks that they differ. */
    public LaunchMetrics {
        if (x.equals(y)) {
            throw new IllegalArgumentException("x: " + x + ", as y (expected: two metrics)");
        }
    }
}

package io.volute.scoping.objective;

import io.volute.core.spec.Doc;

/** How good a model may be, before there is one. */
public record PriorSpec(
        @Doc("expected area under the ROC curve, for example 0.8")
        double auc,

        @Doc("lower end of what is thought possible with 95 percent")
        double low,

        @Doc("upper end") double high,

        @Doc("where it comes from: a pilot, a paper, a guess")
        String source) {
    /** Checks order and range. */
    public PriorSpec {
        if (!(.5 < low && low < auc && auc < high && high < 1)) {
            throw new IllegalArgumentException("prior: auc " + auc + " between low " + low + " and high " + high
                    + " (expected: 0.5 < low < auc < high < 1)");
        }
    }
}

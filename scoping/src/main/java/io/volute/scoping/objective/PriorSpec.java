package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import java.util.Optional;

/** How good a model may be, before there is one: as a ranking, or by what it does to a metric over events. */
public record PriorSpec(
        @Doc("of decisions about an event: expected area under the ROC curve, for example 0.8")
        Optional<Double> auc,

        @Doc("of a metric over events: expected change against where it stands, -0.05 for five percent below")
        Optional<Double> effect,

        @Doc("lower end of what is thought possible with 95 percent")
        double low,

        @Doc("upper end") double high,

        @Doc("where it comes from: a pilot, a paper, a guess")
        String source) {
    /** Checks order and range. */
    public PriorSpec {
        if (auc.isPresent() == effect.isPresent()) {
            throw new IllegalArgumentException(
                    "prior: " + (auc.isPresent() ? "auc and effect" : "neither auc nor effect")
                            + " (expected: auc for decisions about an event, effect for a metric over events)");
        }
        auc.ifPresent(value -> {
            if (!(.5 < low && low < value && value < high && high < 1)) {
                throw new IllegalArgumentException("prior: auc " + value + " between low " + low + " and high " + high
                        + " (expected: 0.5 < low < auc < high < 1)");
            }
        });
        effect.ifPresent(value -> {
            if (!(low < value && value < high)) {
                throw new IllegalArgumentException("prior: effect " + value + " between low " + low + " and high "
                        + high + " (expected: low < effect < high)");
            }
        });
    }

    /** Of decisions about an event. */
    public PriorSpec(double auc, double low, double high, String source) {
        this(Optional.of(auc), Optional.empty(), low, high, source);
    }
}

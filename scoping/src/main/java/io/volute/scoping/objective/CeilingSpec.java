package io.volute.scoping.objective;

import io.volute.core.spec.Doc;

/** The best that a model without any error could make of a metric over events. */
public record CeilingSpec(
        @Doc("what the business metric would be then, for example 0.15")
        double value,

        @Doc("where it comes from: an oracle, people who did it by hand, a guess")
        String source) {}

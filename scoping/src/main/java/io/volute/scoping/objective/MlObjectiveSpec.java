package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the model has to be good at, and why that should move the business metric. */
public record MlObjectiveSpec(
        @Doc("what is predicted, for example probability of damage")
        String target,

        @Doc("what the model is fitted and judged by, for example log-loss")
        String metric,

        @Doc("why this moves the business metric") Link link,

        @Doc("what else it could be made good at; proposed in this order when the business metric disappoints")
        @Default("[]")
        List<AlternativeSpec> alternatives,

        @Doc("where labels come from, how late, and who looks at them again")
        Optional<LabelPlanSpec> label,

        @Doc("of a metric over events: the best that a model without any error could make of it")
        Optional<CeilingSpec> ceiling) {

    /** Copies; names differ. */
    public MlObjectiveSpec {
        alternatives = List.copyOf(alternatives);
        Set<String> names = new HashSet<>();
        for (AlternativeSpec alternative : alternatives) {
            if (!names.add(alternative.name())) {
                throw new IllegalArgumentException("alternatives: " + alternative.name() + " twice (expected: once)");
            }
        }
    }

    /** How well the link is known. */
    public enum Evidence {
        /** The business metric is computed from the prediction and the outcome. */
        FORMULA,
        /** A slope over past launches. */
        EXPERIMENTS,
        /** An experiment on the business metric with this very model. */
        DIRECT,
        /** An association in history. */
        OBSERVATIONAL,
        /** A sentence. */
        ASSUMED
    }

    /** From the ML metric to the business metric. */
    public record Link(
            @Doc("formula, experiments, direct, observational or assumed")
            Evidence evidence,

            @Doc("one sentence for the reader") String sentence) {}

    Optional<Alternatives> others() {
        return alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(new Alternatives(
                        target,
                        alternatives.stream().map(AlternativeSpec::alternative).toList()));
    }

    Assumptions.Link assumption() {
        return new Assumptions.Link(link.evidence().name().toLowerCase(Locale.ROOT), link.sentence());
    }
}

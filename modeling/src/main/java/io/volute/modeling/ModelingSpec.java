package io.volute.modeling;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.core.stage.Choice;
import io.volute.modeling.card.CardSpec;
import io.volute.modeling.evaluation.Selection;
import io.volute.modeling.feature.Transform;
import io.volute.modeling.trainer.Sampling;
import io.volute.modeling.trainer.Trainer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The section {@code modeling} of the spec. */
public record ModelingSpec(
        @Doc("transforms from raw columns to features, fitted on training rows only")
        List<Choice<Transform>> features,

        @Doc("recipes by name, all judged on the same rows") @Named
        SortedMap<String, Choice<Trainer>> candidates,

        @Doc("how one of them is chosen, and when it replaces the champion") @Default("{}")
        Selection selection,

        @Doc("what the model card says beyond what is computed") @Default("{}")
        CardSpec card,

        @Doc("train on a part of the rows without the event; the probabilities of all rows are restored")
        Optional<Sampling> sampling) {
    /** Copies; at least one feature and one candidate. */
    public ModelingSpec {
        features = List.copyOf(features);
        candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features: none (expected: at least one transform)");
        }
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("candidates: none (expected: at least one trainer)");
        }
    }
}

package io.volute.deployment.gate;

import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelRuntime.Scorer;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import java.util.Optional;

/**
 * What is known about a model when it is judged.
 *
 * @param recipe its candidate key
 * @param score how the recipe did on the judged folds; empty when this pass did not judge it
 * @param card its card
 * @param loading the package as it loads here
 * @param objective what it is for
 * @param currency currency of costs; empty while the objective is a draft, which declares none
 * @param requirements the requirement sheet
 * @param needed how far past launches say that the model's metric must move; empty where they say nothing
 * @param lift how far it moves against what acts today; empty where the model in use stays
 */
public record Evidence(
        String recipe,
        Optional<CandidateScore> score,
        ModelCard card,
        Loading loading,
        Objective objective,
        Optional<String> currency,
        Requirements requirements,
        Optional<LinkEvidence.Needed> needed,
        Optional<Lift> lift) {

    /** Where past launches say nothing. */
    public Evidence(
            String recipe,
            Optional<CandidateScore> score,
            ModelCard card,
            Loading loading,
            Objective objective,
            Optional<String> currency,
            Requirements requirements) {
        this(recipe, score, card, loading, objective, currency, requirements, Optional.empty(), Optional.empty());
    }

    /** Whether the objective is a draft: no costs, no rule, and a release in the shadow at most. */
    public boolean draft() {
        return currency.isEmpty();
    }

    /** What became of an attempt to load the package, which scores its own sample rows first. */
    public sealed interface Loading {
        /** It loads and reproduces its samples. */
        record Loaded(Scorer scorer) implements Loading {}

        /** It does not. */
        record Broken(String why) implements Loading {}
    }
}

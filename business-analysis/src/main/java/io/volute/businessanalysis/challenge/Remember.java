package io.volute.businessanalysis.challenge;

import io.volute.businessanalysis.challenge.Challenges.Past;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds this pass's challenge to those of the passes before. The earlier list is pinned when the pass opens, so however
 * often a pass evaluates, only its last word is added.
 */
public final class Remember implements Step<Remember.Input, Remember.Output> {

    /** This pass's evaluation, the assessment that carries its date, what it was judged in, and what was before. */
    public record Input(
            Artifact<Evaluation> evaluation,
            Artifact<Assessment> assessment,
            Optional<Artifact<DecisionCosts>> costs,
            @Previous @Entry("challenges") Optional<Artifact<Challenges>> before) {}

    /** The longer list. */
    public record Output(Artifact<Challenges> challenges, String summary) implements Described {}

    @Inject
    Remember() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Evaluation evaluation = context.load(Evaluation.class, input.evaluation());
        Evaluation.Challenge challenge = evaluation.challenge();
        var now = new Past(
                input.evaluation().digest(),
                context.load(Assessment.class, input.assessment()).asOf(),
                challenge.outcome(),
                challenge.challenger(),
                challenge.champion(),
                challenge.difference(),
                challenge.why(),
                input.costs().isPresent() ? Optional.empty() : Optional.of(evaluation.loss()));
        List<Past> all = new ArrayList<>(input.before()
                .map(before -> context.load(Challenges.class, before).all())
                .orElse(List.of()));
        if (all.isEmpty() || !all.get(all.size() - 1).evaluation().equals(now.evaluation())) {
            all.add(now);
        }
        return new Output(
                context.write(Challenges.class, new Challenges(all)),
                challenge.challenger() + " " + challenge.outcome());
    }
}

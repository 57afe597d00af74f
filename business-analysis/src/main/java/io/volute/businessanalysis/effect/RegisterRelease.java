package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.RegisteredDesign;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Described;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Registers, as a fact of each slot, the design of the release that decides in it: what was in force when the slot began.
 * The first slot of a release is the one that counts.
 */
public final class RegisterRelease implements Step<RegisterRelease.Input, RegisterRelease.Output> {
    /** The release and what it is to be judged by. */
    public record Input(
            Optional<Artifact<Release>> release,
            Artifact<Objective> objective,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<ExperimentPlan>> experimentPlan) {}

    /** The design; none where units are not divided, or nobody planned a comparison. */
    public record Output(Optional<Artifact<RegisteredDesign>> releaseDesign, String summary) implements Described {}

    @Inject
    RegisterRelease() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        if (input.release().isEmpty()
                || input.costs().isEmpty()
                || input.experimentPlan().isEmpty()) {
            return new Output(Optional.empty(), "no comparison is planned");
        }
        Release release = context.load(Release.class, input.release().get());
        Optional<Design> design = new ReleaseDesign(
                        context.load(Objective.class, input.objective()),
                        context.load(DecisionCosts.class, input.costs().get()))
                .of(
                        release,
                        context.load(
                                ExperimentPlan.class, input.experimentPlan().get()));
        if (design.isEmpty()) {
            return new Output(Optional.empty(), "one arm: nothing is compared");
        }
        RegisteredDesign registered = ReleaseDesign.registered(design.get());
        return new Output(
                Optional.of(context.write(RegisteredDesign.class, registered)),
                registered.experiment() + " fixed as " + registered.digest().substring(0, 19));
    }
}

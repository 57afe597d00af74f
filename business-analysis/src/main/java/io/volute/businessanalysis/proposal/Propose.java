package io.volute.businessanalysis.proposal;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.ledger.Book;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.Proposals;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Raises proposals for the next turn from what this one found, and hands on what it learned. Nothing changes before
 * somebody accepts a proposal.
 */
public final class Propose implements Step<Propose.Input, Propose.Output> {
    /** What was wanted, what else could be tried, and what came out. */
    public record Input(
            Artifact<Objective> objective,
            Optional<Artifact<Alternatives>> alternatives,
            Optional<Artifact<ExperimentPlan>> experimentPlan,
            SortedMap<String, Artifact<ExperimentReadout>> experiment,
            Optional<Artifact<Readout>> readout,
            Artifact<Evaluation> evaluation,
            Optional<Artifact<Book>> ledger,
            SortedMap<String, Artifact<LearnedLink>> learnedLink,

            @FromSpec(stage = "scoping", value = "mlObjective.target")
            Optional<String> target,

            @Previous @Entry("lessons") Optional<Artifact<Lessons>> before) {}

    /** The proposals, the most urgent first, and what was learned by trying, if anything was tried. */
    public record Output(Artifact<Proposals> proposals, Optional<Artifact<Lessons>> lessons, String summary)
            implements Described {}

    @Inject
    Propose() {}

    @Override
    public int revision() {
        return 3;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Objective objective = context.load(Objective.class, input.objective());
        var causes =
                new Causes(objective, input.alternatives().map(artifact -> context.load(Alternatives.class, artifact)));
        var learning = new Learning(
                input.before().map(artifact -> context.load(Lessons.class, artifact)),
                input.target().orElse(""));
        input.experiment().values().stream()
                .map(artifact -> context.load(ExperimentReadout.class, artifact))
                .filter(readout -> !learning.answered(readout.experiment()))
                .forEach(causes::experiment);
        input.readout().map(artifact -> context.load(Readout.class, artifact)).ifPresent(causes::effect);
        causes.offline(context.load(Evaluation.class, input.evaluation()));
        input.experimentPlan()
                .map(artifact -> context.load(ExperimentPlan.class, artifact))
                .ifPresent(causes::plan);
        List<LearnedLink> links = input.learnedLink().values().stream()
                .map(artifact -> context.load(LearnedLink.class, artifact))
                .toList();
        links.forEach(causes::launches);
        input.ledger().map(artifact -> context.load(Book.class, artifact)).ifPresent(causes::book);
        Proposals proposals = new Proposals(causes.found());
        Optional<Lessons> lessons = learning.lessons(links, input.experiment().keySet());
        return new Output(
                context.write(Proposals.class, proposals),
                lessons.map(found -> context.write(Lessons.class, found)),
                summary(proposals));
    }

    private static String summary(Proposals proposals) {
        return proposals.all().isEmpty()
                ? "nothing to propose"
                : proposals.all().size() + " proposed, first: "
                        + proposals.all().stream()
                                .findFirst()
                                .map(Proposal::cause)
                                .orElse("");
    }
}

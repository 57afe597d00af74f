package io.volute.cli.scope;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.run.Project;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute scope accept}. */
@Command(
        name = "accept",
        header = "Accept a proposal: its changes are laid over the spec from now on.",
        description = {
            "The file stays as it is, and wins where it says something else later. The next volute run opens a pass whose"
                    + " cause is the proposal; only what depends on its changes runs. What else the same insight proposes is"
                    + " closed."
        },
        footer = {"", "Examples:", "  volute scope accept p-1f2e3d4c --why 'plays that are finished are worth more'"})
public final class AcceptVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "ID", description = "The proposal, as volute scope show lists it.")
    private String id;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: the user that is logged in).")
    private Optional<String> by;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
    private String why;

    /** In these surroundings. */
    public AcceptVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Project project = workplace.project();
            ProposalDecision decision =
                    project.proposals().accept(project.spec(), id, by.orElseGet(Decided::user), why);
            List<Proposal> closed = project.proposals().decided(project.spec()).stream()
                    .filter(other -> other.supersededBy().filter(id::equals).isPresent())
                    .map(ProposalDecision::proposal)
                    .toList();
            Decided.tell(decision, closed, "next: volute run", talk, surroundings);
            return ExitCode.DONE;
        }
    }
}

package io.volute.cli.scope;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.run.Project;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute scope reject}. */
@Command(
        name = "reject",
        header = "Reject a proposal: nothing changes, and the same cause is not proposed again.",
        description = "Who, why and when is kept.",
        footer = {"", "Examples:", "  volute scope reject p-1f2e3d4c --why 'too early'"})
public final class RejectVerb implements Callable<Integer> {
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
    public RejectVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Project project = workplace.project();
            ProposalDecision decision =
                    project.proposals().reject(project.spec(), id, by.orElseGet(Decided::user), why);
            Decided.tell(decision, List.of(), "the spec stays as it is", talk, surroundings);
            return ExitCode.DONE;
        }
    }
}

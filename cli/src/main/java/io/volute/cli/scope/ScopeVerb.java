package io.volute.cli.scope;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code volute scope}. */
@Command(
        name = "scope",
        header = "Show the scope and what is proposed; compare versions; accept or reject a proposal.",
        description = {"A version is what the section scoping said when passes ran; what they judged stays theirs."},
        subcommands = {ShowScopeVerb.class, DiffVerb.class, AcceptVerb.class, RejectVerb.class},
        footer = {
            "",
            "Examples:",
            "  volute scope show",
            "  volute scope diff 1 2",
            "  volute scope accept p-1f2e3d4c --by 'growth lead' --why 'plays that are finished are worth more'",
            "  volute scope reject p-1f2e3d4c --by 'growth lead' --why 'too early'"
        })
public final class ScopeVerb implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** picocli makes it. */
    public ScopeVerb() {}

    @Override
    public Integer call() {
        throw new VoluteException(
                CoreError.USAGE, "what? (expected one of: show, diff, accept, reject)\nsee volute scope --help");
    }
}

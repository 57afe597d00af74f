package io.volute.cli.launches;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code volute launches}. */
@Command(
        name = "launches",
        header = "Learn from past launches what a model's metric is worth.",
        description = {"Needs no project: launches are a table."},
        subcommands = LearnVerb.class,
        footer = {"", "Examples:", "  volute launches learn launches.csv"})
public final class LaunchesVerb implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** picocli makes it. */
    public LaunchesVerb() {}

    @Override
    public Integer call() {
        throw new VoluteException(CoreError.USAGE, "what? (expected: learn)\nsee volute launches --help");
    }
}

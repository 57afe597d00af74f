package io.volute.cli.experiment;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code volute metric}. */
@Command(
        name = "metric",
        header = "Compute business metrics out of a log of events.",
        description = {"Needs no project: definitions are a file, events are a table."},
        subcommands = ComputeVerb.class,
        footer = {"", "Examples:", "  volute metric compute --metrics metrics.yaml --events events.csv --by day"})
public final class MetricVerb implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** picocli makes it. */
    public MetricVerb() {}

    @Override
    public Integer call() {
        throw new VoluteException(CoreError.USAGE, "what? (expected: compute)\nsee volute metric --help");
    }
}

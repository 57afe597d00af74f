package io.volute.cli.experiment;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code volute metric}. */
@Command(
        name = "metric",
        header = "Compute business metrics out of a log of events, and say why they moved.",
        description = {"Needs no project: definitions are a file, events are a table."},
        subcommands = {ComputeVerb.class, ExplainVerb.class},
        footer = {
            "",
            "Examples:",
            "  volute metric compute --metrics metrics.yaml --events events.csv --by day",
            "  volute metric explain --metrics metrics.yaml --events events.csv --from 2026-06 --to 2026-07 --by platform"
        })
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
        throw new VoluteException(CoreError.USAGE, "what? (expected: compute or explain)\nsee volute metric --help");
    }
}

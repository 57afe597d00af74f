package io.volute.cli.experiment;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code volute experiment}. */
@Command(
        name = "experiment",
        header = "Analyse an experiment by its design, freeze a design, plan one, check the split.",
        description = {"Needs no project: the design is a file, assignments and events are tables."},
        subcommands = {AnalyzeVerb.class, FreezeVerb.class, PowerVerb.class, SampleRatioVerb.class},
        footer = {
            "",
            "Examples:",
            "  volute experiment power --rate 0.05 --mde 0.005",
            "  volute experiment freeze design.yaml",
            "  volute experiment analyze --design design.yaml --assignments assignments.csv --events events.csv",
            "  volute experiment srm --counts control=5300,treatment=5000"
        })
public final class ExperimentVerb implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** picocli makes it. */
    public ExperimentVerb() {}

    @Override
    public Integer call() {
        throw new VoluteException(
                CoreError.USAGE, "what? (expected one of: analyze, freeze, power, srm)\nsee volute experiment --help");
    }
}

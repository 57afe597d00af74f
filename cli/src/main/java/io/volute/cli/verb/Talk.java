package io.volute.cli.verb;

import io.volute.cli.output.Terminal;
import picocli.CommandLine.Option;

/** How a verb talks; the same options everywhere. */
public final class Talk {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--json", description = "One JSON document on standard output, everything else on standard error.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only the result.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Every step, and the log.")
    private boolean verbose;

    /** Whether one document is asked for. */
    public boolean json() {
        return json;
    }

    /** Whether everything is asked for. */
    public boolean verbose() {
        return verbose;
    }

    /** For progress: standard error while standard output carries a document, nowhere when quiet. */
    public Terminal.Channel progress(Terminal terminal) {
        return quiet ? Terminal.SILENT : json ? terminal.problems() : terminal.results();
    }
}

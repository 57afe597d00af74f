package io.volute.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code volute} itself: the list of its verbs. */
@Command(
        name = "volute",
        versionProvider = Version.class,
        header = "The whole machine-learning lifecycle round one business problem.",
        description = {
            "",
            "One file, volute.yaml, states the objective, the data, the models, the release, the monitors and the"
                    + " money. Verbs take it round the loop and say what came out."
        },
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Start with:",
            "  volute quickstart          the bundled example, from objective to money",
            "  volute init --example birdstrikes DIR",
            "",
            "Environment:",
            "  VOLUTE_HOME                where state lives (default: .volute beside the spec)",
            "  VOLUTE_DATABASE_URL        a PostgreSQL of your own, instead of --database",
            "  VOLUTE_DATABASE_PASSWORD   its password",
            "  VOLUTE_PLUGINS             jars to add, separated by colons; volute plugins lists what they bring",
            "  VOLUTE_JAVA_OPTS           further options for Java, for example -Xmx4g",
            "  NO_COLOR                   no colours",
            "",
            "Exit codes: 0 done, 1 verdict negative, 2 usage or spec, 3 data, 4 outside, 5 disk or memory, 70 our fault,"
                    + " 130 interrupted."
        })
final class VoluteCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help; each verb has its own.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

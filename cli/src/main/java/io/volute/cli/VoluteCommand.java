package io.volute.cli;

import io.volute.cli.verb.Backfill;
import io.volute.cli.verb.Completion;
import io.volute.cli.verb.Db;
import io.volute.cli.verb.History;
import io.volute.cli.verb.Init;
import io.volute.cli.verb.Lineage;
import io.volute.cli.verb.Plugins;
import io.volute.cli.verb.Predict;
import io.volute.cli.verb.Promote;
import io.volute.cli.verb.Quickstart;
import io.volute.cli.verb.Report;
import io.volute.cli.verb.Resume;
import io.volute.cli.verb.Rollback;
import io.volute.cli.verb.Run;
import io.volute.cli.verb.Schema;
import io.volute.cli.verb.Show;
import io.volute.cli.verb.Status;
import io.volute.cli.verb.Store;
import io.volute.cli.verb.Validate;
import io.volute.cli.verb.Why;
import io.volute.cli.verb.Worker;
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
            "Exit codes: 0 done, 1 verdict negative, 2 usage or spec, 3 data, 4 outside, 5 disk or memory, 70 our fault,"
                    + " 130 interrupted."
        },
        subcommands = {Quickstart.class, Init.class, Validate.class, Run.class, Resume.class, Status.class, Why.class, History.class, Show.class, Lineage.class, Report.class, Predict.class, Backfill.class, Worker.class, Promote.class, Rollback.class, Db.class, Store.class, Schema.class, Plugins.class, Completion.class})
final class VoluteCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help; each verb has its own.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

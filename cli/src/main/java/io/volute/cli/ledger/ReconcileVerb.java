package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.HandLedger;
import io.volute.businessanalysis.ledger.HoldoutExperiment;
import io.volute.businessanalysis.ledger.HoldoutFile;
import io.volute.businessanalysis.ledger.Posting;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.SpecLoader;
import io.volute.core.text.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute ledger reconcile}. */
@Command(
        name = "reconcile",
        header = "Hold launches that share what they move against a holdout, and correct what they claim.",
        description = {
            "The factor is the holdout's total over the sum of the lines. From the first month on it is applied to the"
                    + " lines that are not verified.",
            "An experiment of the project is a holdout when its control lives without all of the launches: its effect on"
                    + " the metric that they share is then taken times the units and the value that their lines count"
                    + " with."
        },
        footer = {
            "",
            "Examples:",
            "  volute ledger reconcile --holdout holdout-2026-07.yaml",
            "  volute ledger reconcile --holdout home-holdout --from 2026-08"
        })
public final class ReconcileVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Option(
            names = "--holdout",
            required = true,
            paramLabel = "FILE|EXPERIMENT",
            description =
                    "A file with overlap-group, from, to, total, low, high, source; or the name of an experiment.")
    private String holdout;

    @Option(
            names = "--overlap-group",
            paramLabel = "NAME",
            description = "With an experiment: the launches, where it could be those of several groups.")
    private Optional<String> overlapGroup;

    @Option(
            names = "--from",
            paramLabel = "MONTH",
            description = "With an experiment: first month (default: the first in which all of them earn).")
    private Optional<String> from;

    @Option(
            names = "--to",
            paramLabel = "MONTH",
            description = "With an experiment: last month (default: the last one that is over).")
    private Optional<String> to;

    /** In these surroundings. */
    public ReconcileVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Posting.Reconciliation done = reconcile(workplace);
            if (talk.json()) {
                var document = Json.object()
                        .put("overlapGroup", done.overlapGroup())
                        .put("from", done.from().toString())
                        .put("to", done.to().toString())
                        .put("total", done.total().toPlainString())
                        .put("lines", done.lines().toPlainString());
                document.putObject("factor")
                        .put("estimate", done.factor())
                        .put("low", done.low())
                        .put("high", done.high());
                Json.print(
                        document.put("source", done.source()),
                        surroundings.terminal().results());
            } else {
                talk.progress(surroundings.terminal())
                        .line("the lines claim " + done.lines().toPlainString() + ", the holdout shows "
                                + done.total().toPlainString() + ": factor " + Numbers.percent(done.factor()) + " ("
                                + Numbers.percent(done.low()) + " to " + Numbers.percent(done.high())
                                + ")\nnext: volute run business-analysis");
            }
            return ExitCode.DONE;
        }
    }

    private Posting.Reconciliation reconcile(Workplace workplace) {
        HandLedger ledger = workplace.instance(HandLedger.class);
        HandLedger.Desk desk = Books.desk(workplace, surroundings);
        Path path = surroundings.folder().resolve(holdout);
        if (!Files.isRegularFile(path)) {
            return ledger.reconcile(
                    desk, new HoldoutExperiment(holdout, overlapGroup, from.map(Books::month), to.map(Books::month)));
        }
        if (overlapGroup.isPresent() || from.isPresent() || to.isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE,
                    holdout + ": is a file, which says its overlap-group and months itself (expected: the options"
                            + " --overlap-group, --from and --to with the name of an experiment)");
        }
        return ledger.reconcile(desk, workplace.instance(SpecLoader.class).read(path, HoldoutFile.class));
    }
}

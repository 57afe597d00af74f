package io.volute.cli.verb;

import io.volute.cli.Surroundings;
import io.volute.cli.project.Interruption;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Engine;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.run.Selection;
import io.volute.core.run.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute run}. */
@Command(
        name = "run",
        header = "Go round the loop: run what is stale, reuse the rest.",
        description = {
            "Brings the latest pass up to date; a later --as-of opens a new pass, an earlier one looks back. Exit code 1"
                    + " when the last verdict is negative, or an experiment is DO_NOT_SHIP or INVALID."
        },
        footer = {
            "",
            "Examples:",
            "  volute run                                  what is stale",
            "  volute run modeling                         that stage alone",
            "  volute run modeling.train --key boosting    one step, one candidate",
            "  volute run --as-of 2000-01-01               a pass as of that day",
            "  volute run --slot 2000-03                   one slot of a job, for cron",
            "  volute run --set modeling.candidates.boosting.trees=300"
        })
public final class Run implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(arity = "0..1", paramLabel = "STAGE[.STEP]", description = "Only this stage or step.")
    private Optional<String> subject;

    @Option(names = "--key", paramLabel = "KEY", description = "Only this key of the step, such as a candidate.")
    private Optional<String> key;

    @Option(names = "--from", paramLabel = "STAGE", description = "This stage and everything behind it.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "STAGE", description = "This stage and everything before it.")
    private Optional<String> to;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Open a pass as of this date: now, or 2000-01-31.")
    private Optional<String> asOf;

    @Option(names = "--slot", paramLabel = "SLOT", description = "Run this slot of the job with its cadence: 2000-03.")
    private Optional<String> slot;

    @Option(names = "--fresh", description = "Compute although the results are there.")
    private boolean fresh;

    /** In these surroundings. */
    public Run(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<Instant> date = asOf.map(text -> Moments.asOf(text, surroundings.clock()));
        Optional<Slot> ofJob = slot.map(text -> Moments.slot("--slot", text));
        Selection selection = new Selection(subject, key, from, to, fresh);
        boolean more = Stream.of(subject, key, from, to, asOf).anyMatch(Optional::isPresent) || fresh;
        if (ofJob.isPresent() && more) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--slot stands for a whole run of a job (expected: no subject, --key, --from, --to, --as-of or --fresh"
                            + " beside it; to rewrite the facts of a slot: volute backfill --slot SLOT)");
        }
        if (key.isPresent() && subject.isEmpty()) {
            throw new VoluteException(
                    CoreError.USAGE, "--key selects a key of a step (expected: a step, such as modeling.train)");
        }
        RunTelling telling = new RunTelling(surroundings, talk, "volute run");
        try (Interruption interruption = new Interruption();
                Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Engine.Watch watch = telling.watch(interruption);
            if (ofJob.isPresent()) {
                List<RunReport> reports = workplace.project().jobs().slot(workplace.spec(), ofJob.get(), watch);
                return telling.end(workplace, reports);
            }
            RunReport report = workplace.project().run(new RunRequest(date, selection, "by hand"), watch);
            return telling.end(workplace, report);
        }
    }
}

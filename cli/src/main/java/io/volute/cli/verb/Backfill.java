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
import io.volute.core.run.Slot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute backfill}. */
@Command(
        name = "backfill",
        header = "Run the missing slots of all jobs, oldest first: the schedule, only faster.",
        description = {
            "Each slot runs as of its end and sees what was known then. With --slot, the facts of one slot, such as"
                    + " logged decisions, are written again."
        },
        footer = {"", "Examples:", "  volute backfill --from 2000-01 --to 2002-07", "  volute backfill --slot 2000-03"})
public final class Backfill implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Option(names = "--from", paramLabel = "SLOT", description = "The first slot, such as 2000-01.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "SLOT", description = "The last slot.")
    private Optional<String> to;

    @Option(names = "--slot", paramLabel = "SLOT", description = "Write the facts of this slot again.")
    private Optional<String> slot;

    /** In these surroundings. */
    public Backfill(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean range = from.isPresent() && to.isPresent();
        if (slot.isPresent() == range || from.isPresent() != to.isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE, "backfill of what? (expected: --from SLOT --to SLOT, or --slot SLOT)");
        }
        Optional<Slot> one = slot.map(text -> Moments.slot("--slot", text));
        Optional<Slot> first = from.map(text -> Moments.slot("--from", text));
        Optional<Slot> last = to.map(text -> Moments.slot("--to", text));
        if (range && last.orElseThrow().end().isBefore(first.orElseThrow().end())) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--from " + first.get() + " --to " + last.get()
                            + ": ends before it begins (expected: oldest first)");
        }
        RunTelling telling = new RunTelling(surroundings, talk, "volute backfill");
        try (Interruption interruption = new Interruption();
                Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Engine.Watch watch = telling.watch(interruption);
            List<RunReport> reports = one.isPresent()
                    ? List.of(workplace.project().rewrite(one.get(), watch))
                    : workplace.project().replay(Optional.empty(), first.orElseThrow(), last.orElseThrow(), watch);
            return telling.end(workplace, reports);
        }
    }
}

package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Interruption;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute worker}. */
@Command(
        name = "worker",
        header = "Execute the schedules of volute.yaml: each slot once it is over, missing ones first.",
        description = {
            "Any number of workers may run, here or on other machines with the same database and store, beside cron calls"
                    + " of volute run --slot: one run per slot."
        },
        footer = {
            "",
            "Examples:",
            "  volute worker",
            "  volute worker --once                     run what is due, then end",
            "  volute worker --once --until 2002-08-01  as if it were that day"
        })
public final class Worker implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Option(names = "--once", description = "Run what is due and end.")
    private boolean once;

    @Option(names = "--until", paramLabel = "DATE", description = "Run only slots that end by this date.")
    private Optional<String> until;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How often to look (default: 30).")
    private int seconds;

    /** In these surroundings. */
    public Worker(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw new VoluteException(CoreError.USAGE, "--every: " + seconds + " (expected: at least 1 second)");
        }
        Optional<Instant> last = until.map(text -> Moments.asOf(text, surroundings.clock()));
        RunTelling telling = new RunTelling(surroundings, talk, "volute worker");
        List<RunReport> all = new ArrayList<>();
        try (Interruption interruption = new Interruption();
                Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            if (workplace.spec().schedules().isEmpty()) {
                throw new VoluteException(
                        CoreError.USAGE, workplace.file() + ": no schedules (expected: jobs for a worker to execute)");
            }
            Terminal.Channel channel = talk.progress(surroundings.terminal());
            channel.line("worker of " + workplace.spec().project() + ": "
                    + String.join(", ", workplace.spec().schedules().keySet()));
            do {
                List<RunReport> reports =
                        workplace.project().jobs().catchUp(workplace.spec(), end(last), telling.watch(interruption));
                all.addAll(reports);
                if (Project.error(reports).isPresent() || once) {
                    return telling.end(workplace, all);
                }
            } while (rest(interruption));
            return ExitCode.INTERRUPTED;
        }
    }

    private Instant end(Optional<Instant> last) {
        Instant now = surroundings.clock().instant();
        return last.filter(date -> date.isBefore(now)).orElse(now);
    }

    /** Waits for the next look; false when the user interrupted. */
    private boolean rest(Interruption interruption) throws InterruptedException {
        long looks = Duration.ofSeconds(seconds).dividedBy(LOOK);
        for (long look = 0; look < looks && !interruption.getAsBoolean(); look++) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
        return !interruption.getAsBoolean();
    }
}

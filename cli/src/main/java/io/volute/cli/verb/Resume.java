package io.volute.cli.verb;

import io.volute.cli.Surroundings;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Interruption;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.run.RunReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code volute resume}. */
@Command(
        name = "resume",
        header = "Go on after a crash or failure: finished steps are kept.",
        description = "Goes on with what died or failed last, under the spec and dates that it was started with.",
        footer = {"", "Example:", "  volute resume"})
public final class Resume implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    /** In these surroundings. */
    public Resume(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RunTelling telling = new RunTelling(surroundings, talk, "volute resume");
        try (Interruption interruption = new Interruption();
                Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            List<RunReport> reports = workplace.project().resume(telling.watch(interruption));
            if (reports.isEmpty()) {
                Terminal.Channel channel = talk.progress(surroundings.terminal());
                channel.line("nothing to resume: the last run ended");
            }
            return telling.end(workplace, reports);
        }
    }
}

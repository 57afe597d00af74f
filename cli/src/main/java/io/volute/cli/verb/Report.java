package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute report}. */
@Command(
        name = "report",
        header = "Write the newest report for the owner as one HTML file.",
        footer = {"", "Examples:", "  volute report", "  volute report --out owner.html"})
public final class Report implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write it (default: report.html in VOLUTE_HOME).")
    private Optional<Path> out;

    /** In these surroundings. */
    public Report(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            ReportFile file = new ReportFile(workplace);
            Path written = out.isPresent() ? file.write(surroundings.folder().resolve(out.get())) : file.write();
            if (talk.json()) {
                Json.print(
                        Json.object().put("report", written.toAbsolutePath().toString()),
                        surroundings.terminal().results());
            } else {
                surroundings.terminal().results().line(written.toString());
            }
            return ExitCode.DONE;
        }
    }
}

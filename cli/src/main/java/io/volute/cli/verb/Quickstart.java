package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.report.Closing;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.ClosingScreen;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Example;
import io.volute.cli.project.Interruption;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import io.volute.core.run.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code volute quickstart}. */
@Command(
        name = "quickstart",
        header = "Do the main job on the bundled example: from an objective to money with an interval.",
        description = {
            "A first pass as of 2000-01-01 through all six stages, then the monthly and yearly jobs to 2002-07 as if time"
                    + " went by, then the report. Works in the example of a checkout, else in a copy; again and again:"
                    + " what is there is reused."
        },
        footer = {"", "Examples:", "  volute quickstart", "  volute quickstart --json", "  volute quickstart DIR"})
public final class Quickstart implements Callable<Integer> {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Slot FROM = Slot.parse("2000-01");
    private static final Slot TO = Slot.parse("2002-07");

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Where to copy the example (default: birdstrikes).")
    private Optional<Path> folder;

    /** In these surroundings. */
    public Quickstart(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        specOptions.choose(spec());
        RunTelling telling = new RunTelling(surroundings, talk, "volute quickstart");
        try (Interruption interruption = new Interruption();
                Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Project project = workplace.project();
            List<RunReport> reports = project.replay(Optional.of(FIRST), FROM, TO, telling.watch(interruption));
            if (Project.error(reports).isPresent()) {
                return telling.code(reports, false);
            }
            Path report = new ReportFile(workplace).write();
            JsonNode output = project.answers()
                    .output(ReportFile.STEP)
                    .orElseThrow(() -> new VoluteException(CoreError.INTERNAL, "the report says nothing at its end"));
            JsonNode closing = output.path("closing");
            if (closing.isMissingNode()) {
                // Somebody made the objective of their copy a draft.
                return telling.end(workplace, reports);
            }
            tell(workplace, workplace.instance(CanonicalJson.class).fromTree(closing, Closing.class), report);
            return ExitCode.DONE;
        }
    }

    /** The example that is here already, else a copy of it. */
    private Path spec() {
        if (folder.isPresent()) {
            Path spec = surroundings.folder().resolve(folder.get()).resolve("volute.yaml");
            return Files.exists(spec)
                    ? spec
                    : Example.copyTo(surroundings.folder().resolve(folder.get()));
        }
        Path found = specOptions.file(surroundings);
        if (specOptions.named() || Example.is(found)) {
            return found;
        }
        Path copy = surroundings.folder().resolve(Example.NAME);
        Path spec = copy.resolve("volute.yaml");
        return Files.exists(spec) ? spec : Example.copyTo(copy);
    }

    private void tell(Workplace workplace, Closing closing, Path report) {
        Terminal terminal = surroundings.terminal();
        if (talk.json()) {
            ObjectNode document = Json.object().put("project", workplace.spec().project());
            document.put("report", report.toAbsolutePath().toString());
            document.set("passes", Passes.document(workplace.project().answers().passes()));
            document.setAll(closing.json());
            Json.print(document, terminal.results());
            return;
        }
        talk.progress(terminal).line("");
        Terminal.Channel channel = terminal.results();
        new ClosingScreen(closing, channel).print();
        channel.line("");
        channel.line("  report   " + report);
        channel.line("  next     " + command("history", workplace) + "     what each pass did, and why");
        channel.line("           " + command("why modeling.train --key boosting", workplace));
        channel.line("           edit " + workplace.file() + " and run again: only what depends on your change runs");
    }

    /** The command as it works from here. */
    private String command(String verb, Workplace workplace) {
        SpecOptions plain = new SpecOptions();
        boolean found = plain.file(surroundings).equals(workplace.file());
        return "volute " + verb + (found ? "" : " --file " + workplace.file());
    }
}

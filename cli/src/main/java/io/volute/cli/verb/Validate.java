package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.ProblemText;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Composition;
import io.volute.cli.project.SpecOptions;
import io.volute.core.error.ErrorType;
import io.volute.core.error.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code volute validate}. */
@Command(
        name = "validate",
        header = "Check volute.yaml: all problems at once, each with its place and a way on.",
        description = "Reads the spec and runs nothing. Exit code 2 when there is a problem.",
        footer = {"", "Example:", "  volute validate", "  volute validate --json | jq '.problems[0]'"})
public final class Validate implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions options;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The spec (default: volute.yaml).")
    private Optional<Path> file;

    /** In these surroundings. */
    public Validate(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path spec = file.map(surroundings.folder()::resolve).orElseGet(() -> options.file(surroundings));
        List<Problem> problems = new Composition().specs().validate(spec, options.sets());
        Terminal terminal = surroundings.terminal();
        if (talk.json()) {
            ObjectNode document = Json.object().put("valid", problems.isEmpty());
            document.set("problems", Json.problems(problems));
            Json.print(document, terminal.results());
        } else if (problems.isEmpty()) {
            Terminal.Channel channel = talk.progress(terminal);
            channel.line(spec + "  " + channel.styled(Style.GOOD, "valid"));
        } else {
            ProblemText.print(problems, terminal.problems());
        }
        return problems.isEmpty() ? ExitCode.DONE : ErrorType.USER.exitCode();
    }
}

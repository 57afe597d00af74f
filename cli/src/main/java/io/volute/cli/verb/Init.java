package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Example;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute init}. */
@Command(
        name = "init",
        header = "Write a commented volute.yaml to start from.",
        description = {
            "Copies the spec and the data of an example. For data of your own, change its section data-engineering: the"
                    + " path, the columns with when each is known, the label; volute validate says what does not fit yet."
        },
        footer = {"", "Example:", "  volute init --example birdstrikes my-project", "  cd my-project && volute run"})
public final class Init implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Where to (default: a folder named like the example).")
    private Optional<Path> folder;

    @Option(names = "--example", paramLabel = "NAME", description = "The example to copy: birdstrikes.")
    private Optional<String> example;

    @Option(names = "--data", paramLabel = "FILE", description = "Not supported yet: a spec made for a table.")
    private Optional<Path> data;

    /** In these surroundings. */
    public Init(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (data.isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--data " + Excerpt.of(data.get().toString())
                            + ": a spec cannot be made for a table by itself yet (expected: --example birdstrikes, then"
                            + " change path, columns and label in its section data-engineering)");
        }
        String name = example.orElseThrow(
                () -> new VoluteException(CoreError.USAGE, "init from what? (expected: --example birdstrikes)"));
        if (!name.equals(Example.NAME)) {
            String near = Nearest.of(name, List.of(Example.NAME))
                    .map(known -> ". Did you mean " + known + "?")
                    .orElse("");
            throw new VoluteException(
                    CoreError.USAGE,
                    "--example: " + Excerpt.of(name) + " (expected one of: " + Example.NAME + ")" + near);
        }
        Path target = surroundings.folder().resolve(folder.orElse(Path.of(name)));
        Path spec = Example.copyTo(target);
        if (talk.json()) {
            Json.print(
                    Json.object().put("spec", spec.toAbsolutePath().toString()),
                    surroundings.terminal().results());
        } else {
            Terminal.Channel channel = talk.progress(surroundings.terminal());
            channel.line("  " + spec + "  a spec to read and change, with its data");
            channel.line("  next  cd " + target + " && volute run");
        }
        return ExitCode.DONE;
    }
}

package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.project.Composition;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code volute schema}. */
@Command(
        name = "schema",
        header = "Print the JSON Schema of volute.yaml, so that your editor completes it.",
        description = "Generated from the stages and plugins that are installed.",
        footer = {
            "",
            "Example:",
            "  volute schema > volute.schema.json",
            "  then, as the first line of volute.yaml:",
            "  # yaml-language-server: $schema=volute.schema.json"
        })
public final class Schema implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private Talk talk;

    /** In these surroundings. */
    public Schema(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Json.print(new Composition().specs().schema(), surroundings.terminal().results());
        return ExitCode.DONE;
    }
}

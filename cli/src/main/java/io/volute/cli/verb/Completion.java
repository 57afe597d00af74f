package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code volute completion}. */
@Command(
        name = "completion",
        header = "Print the completion script for bash and zsh.",
        footer = {"", "Example:", "  source <(volute completion)"})
public final class Completion implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private Talk talk;

    @Spec
    private CommandSpec spec;

    /** In these surroundings. */
    public Completion(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        surroundings.terminal().results().line(AutoComplete.bash(root.name(), root.commandLine()));
        return ExitCode.DONE;
    }
}

package io.volute.cli;

import io.volute.cli.output.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a process stands in, handed to every verb so that a test can stand it somewhere else.
 *
 * @param terminal where it writes
 * @param environment its variables
 * @param folder where it was started; empty for the process's own
 * @param clock the time
 */
public record Surroundings(Terminal terminal, Map<String, String> environment, Path folder, Clock clock) {
    /** Copies. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}

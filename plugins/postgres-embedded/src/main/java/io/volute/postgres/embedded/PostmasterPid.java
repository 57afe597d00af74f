package io.volute.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a running postmaster tells about itself in {@code postmaster.pid}. The file grows line by line while the
 * server starts, so everything after the first three lines may still be missing.
 *
 * @param pid the process
 * @param port absent while the server is young
 * @param state of the server
 */
record PostmasterPid(long pid, OptionalInt port, State state) {
    /** How far the server is. */
    enum State {
        STARTING,
        READY,
        STOPPING
    }

    static final String FILE = "postmaster.pid";

    /** Reads the file of a data folder; empty where there is none, or not yet a whole one. */
    static Optional<PostmasterPid> find(Path data) {
        try {
            return parse(Files.readString(data.resolve(FILE), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw EmbeddedPostgresException.resource(data.resolve(FILE) + " cannot be read", e);
        }
    }

    /** Parses the file's text: 1 pid, 2 folder, 3 start, 4 port, 5 socket, 6 address, 7 shared memory, 8 state. */
    static Optional<PostmasterPid> parse(String text) {
        // The last line counts only with its end: the server may be writing it right now.
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(String::strip)
                .toList();
        if (lines.size() < 3) {
            return Optional.empty();
        }
        Optional<Long> pid = number(lines.get(0));
        if (pid.isEmpty() || number(lines.get(2)).isEmpty()) {
            return Optional.empty();
        }
        OptionalInt port = OptionalInt.empty();
        if (lines.size() > 3) {
            Optional<Long> value = number(lines.get(3)).filter(v -> v >= 1 && v <= 65535);
            port = value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
        }
        State state = lines.size() < 8 ? State.STARTING : state(lines.get(7));
        return Optional.of(new PostmasterPid(pid.get(), port, state));
    }

    private static State state(String word) {
        return switch (word) {
            case "ready", "standby" -> State.READY;
            case "stopping" -> State.STOPPING;
            default -> State.STARTING;
        };
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}

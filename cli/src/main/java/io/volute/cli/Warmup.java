package io.volute.cli;

import io.volute.cli.output.Redactor;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Example;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Walks through verbs on an example of its own, a first pass and two months among them, so that the classes which they
 * load end up in the archive that the launcher dumps. What fails here is only slower later.
 */
final class Warmup {
    private static final List<String> VERBS = List.of(
            "--help",
            "run --help",
            "validate",
            "validate --json",
            "run --as-of 2000-01-01",
            "backfill --from 2000-01 --to 2000-02",
            "status",
            "status --json",
            "history",
            "history --json",
            "show entries",
            "why modeling.train",
            "store verify");

    private Warmup() {}

    static void run() {
        try {
            Path folder = Files.createTempDirectory("volute-warmup");
            try {
                Example.copyTo(folder);
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                Terminal terminal = new Terminal(nowhere, nowhere, false, false, true, 100, new Redactor());
                Surroundings surroundings = new Surroundings(terminal, Map.of(), folder, Clock.systemUTC());
                new CommandLineRun(surroundings).run("db", "start");
                for (String verb : VERBS) {
                    new CommandLineRun(surroundings).run(verb.split(" "));
                }
                new CommandLineRun(surroundings).run("db", "stop");
            } finally {
                delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            // No temporary folder: the archive holds fewer classes.
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package io.volute.cli.project;

import io.volute.cli.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which spec, and what is laid over it. */
public final class SpecOptions {
    private static final Path DEFAULT = Path.of("volute.yaml");

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The spec (default: volute.yaml).")
    private Optional<Path> file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one key of the spec, for example modeling.candidates.boosting.trees=300; recorded.")
    private List<String> sets = new ArrayList<>();

    /** The spec's path as the user would name it. */
    public Path file(Surroundings surroundings) {
        return surroundings.folder().resolve(file.orElse(DEFAULT));
    }

    /** Changes in their order. */
    public List<String> sets() {
        return List.copyOf(sets);
    }
}

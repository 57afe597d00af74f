package io.volute.cli.project;

import io.volute.cli.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which spec, and what is laid over it. */
public final class SpecOptions {
    private static final Path DEFAULT = Path.of("volute.yaml");
    /** Where the quick start works: in a checkout, and elsewhere. */
    private static final List<Path> EXAMPLES =
            List.of(Path.of("examples", "birdstrikes", "volute.yaml"), Path.of("birdstrikes", "volute.yaml"));

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The spec (default: volute.yaml).")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one key of the spec, for example modeling.candidates.boosting.trees=300; recorded.")
    private List<String> sets = new ArrayList<>();

    /**
     * The spec's path as the user would name it: the one that was named, else {@code volute.yaml}, else that of the
     * quick start below this folder.
     */
    public Path file(Surroundings surroundings) {
        Path folder = surroundings.folder();
        if (file.isPresent()) {
            return folder.resolve(file.get());
        }
        Path here = folder.resolve(DEFAULT);
        if (Files.exists(here)) {
            return here;
        }
        return EXAMPLES.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(here);
    }

    /** Whether the user named one. */
    public boolean named() {
        return file.isPresent();
    }

    /** Takes another spec, as if the user had named it. */
    public void choose(Path other) {
        file = Optional.of(other);
    }

    /** Changes in their order. */
    public List<String> sets() {
        return List.copyOf(sets);
    }
}

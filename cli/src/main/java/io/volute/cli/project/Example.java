package io.volute.cli.project;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bundled example: a spec and its data, copied out of the distribution. */
public final class Example {
    /** Its name, and that of its project. */
    public static final String NAME = "birdstrikes";

    private static final String SPEC = "volute.yaml";
    private static final List<String> FILES = List.of("data/birdstrikes.csv", SPEC);

    private Example() {}

    /**
     * Copies it into a folder, which is made where missing.
     *
     * @return the spec
     * @throws VoluteException USAGE when there is a spec already; nothing is overwritten
     */
    public static Path copyTo(Path folder) {
        for (String name : FILES) {
            if (Files.exists(folder.resolve(name))) {
                throw new VoluteException(
                        CoreError.USAGE,
                        folder.resolve(name)
                                + ": is there already (expected: a folder without it; nothing was written)");
            }
        }
        try {
            for (String name : FILES) {
                Path target = folder.resolve(name);
                Files.createDirectories(target.toAbsolutePath().getParent());
                try (InputStream in = resource(name)) {
                    Files.copy(in, target);
                }
            }
            return folder.resolve(SPEC);
        } catch (IOException | UncheckedIOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    "the example cannot be written to " + folder + " (expected: a folder that can be written to)",
                    e);
        }
    }

    /** Whether a spec is that of the example. */
    public static boolean is(Path spec) {
        try {
            return Files.isRegularFile(spec)
                    && Files.readAllLines(spec).stream()
                            .anyMatch(line -> line.strip().equals("project: " + NAME));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static InputStream resource(String name) {
        InputStream in = Example.class.getResourceAsStream("/example/" + NAME + "/" + name);
        if (in == null) {
            throw new IllegalStateException("the distribution lacks the example's " + name);
        }
        return in;
    }
}

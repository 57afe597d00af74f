package io.volute.cli.experiment;

import io.volute.cli.Surroundings;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a page is written to; looked at before the work, not after it. */
final class HtmlFile {
    private final Path shown;
    private final Path file;
    private final Path folder;

    HtmlFile(Path shown, Surroundings surroundings) {
        this.shown = shown;
        this.folder = surroundings.folder();
        this.file = folder.resolve(shown).toAbsolutePath().normalize();
        if (Files.isDirectory(file) || !Files.isDirectory(file.resolveSibling("."))) {
            throw unwritable(null);
        }
    }

    /** Refuses to write over what is read. */
    void isNot(Path input) {
        if (folder.resolve(input).toAbsolutePath().normalize().equals(file)) {
            throw new VoluteException(
                    CoreError.USAGE, "--html " + shown + ": is one of the files that are read (expected: another one)");
        }
    }

    void write(String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private VoluteException unwritable(@Nullable IOException e) {
        return new VoluteException(
                CoreError.USAGE,
                "--html " + shown + ": cannot be written (expected: a file in a folder that is there)",
                e);
    }
}

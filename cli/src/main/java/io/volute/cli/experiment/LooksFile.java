package io.volute.cli.experiment;

import io.volute.businessanalysis.experiment.Looks;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The looks at an experiment in a file: a JSON array, replaced as a whole. */
final class LooksFile {
    private final Optional<Path> file;

    LooksFile(Optional<Path> file) {
        this.file = file;
    }

    Looks read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Looks.NONE;
        }
        try {
            return new Looks(List.of(new CanonicalJson().read(Files.readString(file.get()), Looks.Taken[].class)));
        } catch (IOException | IllegalArgumentException e) {
            throw new VoluteException(
                    CoreError.SOURCE_UNREADABLE,
                    file.get() + ": holds no looks (expected: the file that an analysis with --looks wrote): "
                            + e.getMessage(),
                    e);
        }
    }

    void write(Looks looks) {
        file.ifPresent(target -> {
            try {
                Path folder =
                        Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target.toAbsolutePath());
                Path draft = Files.createTempFile(folder, "looks", ".json");
                try {
                    Files.writeString(draft, new CanonicalJson().writePretty(looks.looks()) + "\n");
                    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(draft);
                }
            } catch (IOException e) {
                throw new VoluteException(CoreError.STORAGE, target + ": cannot be written: " + e.getMessage(), e);
            }
        });
    }
}

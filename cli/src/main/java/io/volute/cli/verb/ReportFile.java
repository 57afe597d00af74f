package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The newest report as a file that a browser opens, with the pages of experiments beside it. */
final class ReportFile {
    static final String STEP = "business-analysis.report";

    private final Workplace workplace;

    ReportFile(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Writes it where reports are. */
    Path write() {
        return write(workplace.home().resolve("report.html"));
    }

    /** Writes it there, each file whole or not at all. */
    Path write(Path target) {
        return write(
                target,
                newest().orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT, "report: there is none yet (make one with: volute run)")));
    }

    /** Writes it where reports are, if the main line has one: a look back leaves none. */
    Optional<Path> writeIfThere() {
        return newest().map(output -> write(workplace.home().resolve("report.html"), output));
    }

    private Optional<JsonNode> newest() {
        return workplace.project().answers().output(STEP);
    }

    private Path write(Path target, JsonNode output) {
        for (JsonNode page : output.path("pages")) {
            write(
                    target.resolveSibling(page.path("file").asText()),
                    Digest.parse(page.path("digest").asText()));
        }
        return write(target, Digest.parse(output.path("report").asText()));
    }

    private Path write(Path target, Digest digest) {
        try {
            Path folder =
                    Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(Path.of("/"));
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".report", ".html");
            Files.write(temporary, workplace.store().open(digest).bytes());
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    "the report cannot be written to " + target + " (expected: a writable folder)",
                    e);
        }
    }
}

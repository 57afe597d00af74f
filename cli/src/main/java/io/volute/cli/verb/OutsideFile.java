package io.volute.cli.verb;

import io.volute.cli.Surroundings;
import io.volute.dataengineering.source.Delivery;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A file that no project describes: which one, and how it is written. */
public final class OutsideFile {
    @Parameters(
            paramLabel = "FILE",
            description =
                    "A file: Parquet when its name ends in .parquet; JSON in UTF-8, one object a line or one array, when it"
                            + " ends in .jsonl, .ndjson or .json; else CSV in UTF-8 with a header.")
    private Path file;

    @Mixin
    private FileFormat format;

    /** picocli makes it. */
    public OutsideFile() {}

    /** As the user wrote it. */
    String shown() {
        return file.toString();
    }

    /** Opens it. */
    Delivery open(Surroundings surroundings) {
        return format.open(file, surroundings);
    }
}

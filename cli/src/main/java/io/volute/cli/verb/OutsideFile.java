package io.volute.cli.verb;

import io.volute.cli.Surroundings;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.JsonLinesOptions;
import io.volute.dataengineering.source.JsonLinesSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file that no project describes: which one, and how it is written. */
public final class OutsideFile {
    private static final List<String> JSON = List.of(".jsonl", ".ndjson", ".json");

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A file in UTF-8: JSON, one object a line or one array, when its name ends in .jsonl, .ndjson or"
                            + " .json; else CSV with a header.")
    private Path file;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "The character between cells of a CSV file (default: a comma).")
    private String delimiter;

    @Option(
            names = "--missing",
            paramLabel = "TEXT",
            description =
                    "A text that stands for a missing value, in CSV when not in quotes; may be given more than once"
                            + " (default: an empty cell of a CSV file; null and an absent key in JSON).")
    private List<String> missing;

    /** picocli makes it. */
    public OutsideFile() {}

    /** As the user wrote it. */
    String shown() {
        return file.toString();
    }

    /** Opens it. */
    Delivery open(Surroundings surroundings) {
        Path path = surroundings.folder().resolve(file).toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(path.getParent()).orElse(path);
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(path)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    file + ": " + (Files.exists(path) ? "is no regular file" : "is not there")
                            + " (expected: a file of CSV or JSON)");
        }
        if (name.endsWith(".parquet")) {
            throw new VoluteException(
                    CoreError.USAGE, file + ": Parquet is not read (expected: a file of CSV or JSON)");
        }
        Optional<List<String>> declared = Optional.ofNullable(missing);
        if (JSON.stream().anyMatch(name::endsWith)) {
            JsonLinesOptions options =
                    new JsonLinesOptions(folder.relativize(path), declared.orElse(List.of()), Optional.empty());
            return new JsonLinesSource().open("file", options, folder);
        }
        CsvOptions options = new CsvOptions(
                folder.relativize(path),
                delimiter,
                CsvOptions.Encoding.UTF_8,
                declared.orElse(List.of("")),
                Optional.empty());
        return new CsvSource().open("file", options, folder);
    }
}

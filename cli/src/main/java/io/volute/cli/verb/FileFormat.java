package io.volute.cli.verb;

import io.volute.cli.Surroundings;
import io.volute.cli.project.Composition;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.ColumnarReader;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.JsonLinesOptions;
import io.volute.dataengineering.source.JsonLinesSource;
import io.volute.dataengineering.source.ParquetOptions;
import io.volute.dataengineering.source.ParquetSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a file is written that no project describes: its ending says CSV, JSON or Parquet, options say the rest. */
public final class FileFormat {
    private static final List<String> JSON = List.of(".jsonl", ".ndjson", ".json");

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
                            + " (default: an empty cell of a CSV file; null in Parquet and JSON, and an absent key).")
    private List<String> missing;

    /** picocli makes it. */
    public FileFormat() {}

    /** Opens a file of this format. */
    public Delivery open(Path file, Surroundings surroundings) {
        Path path = path(file, surroundings);
        Path folder = Optional.ofNullable(path.getParent()).orElse(path);
        if (!Files.isRegularFile(path)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    file + ": " + (Files.exists(path) ? "is no regular file" : "is not there")
                            + " (expected: a file of CSV, JSON or Parquet)");
        }
        if (isParquet(path)) {
            ParquetOptions options =
                    new ParquetOptions(folder.relativize(path), missing().orElse(List.of()), Optional.empty());
            // The reader is a plugin's; other formats need nothing that is composed.
            ColumnarReader reader = new Composition().withoutDatabase().instance(ColumnarReader.class);
            return new ParquetSource(reader).open("file", options, folder);
        }
        if (isJson(path)) {
            JsonLinesOptions options =
                    new JsonLinesOptions(folder.relativize(path), missing().orElse(List.of()), Optional.empty());
            return new JsonLinesSource().open("file", options, folder);
        }
        CsvOptions options = new CsvOptions(
                folder.relativize(path),
                delimiter,
                CsvOptions.Encoding.UTF_8,
                missing().orElse(List.of("")),
                Optional.empty());
        return new CsvSource().open("file", options, folder);
    }

    /** Where a file of columns is that there is, in which null alone is missing. */
    public Optional<Path> columnar(Path file, Surroundings surroundings) {
        return Optional.of(path(file, surroundings))
                .filter(path -> isParquet(path)
                        && Files.isRegularFile(path)
                        && missing().isEmpty());
    }

    private static Path path(Path file, Surroundings surroundings) {
        return surroundings.folder().resolve(file).toAbsolutePath().normalize();
    }

    /** The declared texts for missing values; empty for the format's own. */
    Optional<List<String>> missing() {
        return Optional.ofNullable(missing);
    }

    /** The delimiter of a CSV file. */
    String delimiter() {
        return delimiter;
    }

    /** The type of source that reads it in a spec. */
    static String sourceType(Path file) {
        return isParquet(file) ? "parquet" : isJson(file) ? "json-lines" : "csv";
    }

    private static boolean isParquet(Path file) {
        return lowerName(file).endsWith(".parquet");
    }

    private static boolean isJson(Path file) {
        return JSON.stream().anyMatch(lowerName(file)::endsWith);
    }

    private static String lowerName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}

package io.volute.dataengineering.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV file is written.
 *
 * @param path below the spec's folder
 * @param delimiter between cells
 * @param encoding of its bytes
 * @param missing what stands for a missing value when it is not in quotes
 * @param licence under which the data may be used
 */
public record CsvOptions(
        @Doc("path of the file, of a folder of files or a pattern such as data/*.csv, relative to the spec")
        Path path,

        @Doc("the character between cells") @Default("\",\"")
        String delimiter,

        @Doc("encoding of its bytes") @Default("utf-8") Encoding encoding,

        @Doc("texts that stand for a missing value when not in quotes") @Default("[\"\"]")
        List<String> missing,

        @Doc("licence of the data, for the papers") Optional<String> licence) {
    /** Encodings that are read. */
    public enum Encoding {
        /** UTF-8, with or without byte order mark. */
        @JsonProperty("utf-8")
        UTF_8
    }

    /** Comma-separated, and empty cells are missing. */
    public static CsvOptions of(Path path) {
        return new CsvOptions(path, ",", Encoding.UTF_8, List.of(""), Optional.empty());
    }

    /** Copies and checks. */
    public CsvOptions {
        missing = List.copyOf(missing);
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            throw new IllegalArgumentException(
                    "delimiter: expected one character other than a quote or a line break, for example \",\"");
        }
    }
}

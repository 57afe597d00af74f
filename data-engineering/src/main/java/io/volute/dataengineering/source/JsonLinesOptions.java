package io.volute.dataengineering.source;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How JSON rows are written.
 *
 * @param path below the spec's folder
 * @param missing texts that stand for a missing value, beside null and a key that is absent
 * @param licence under which the data may be used
 */
public record JsonLinesOptions(
        @Doc("path of the file, of a folder of files or a pattern such as data/*.jsonl, relative to the spec")
        Path path,

        @Doc("texts that stand for a missing value; null and an absent key always do") @Default("[]")
        List<String> missing,

        @Doc("licence of the data, for the papers") Optional<String> licence) {
    /** Copies. */
    public JsonLinesOptions {
        missing = List.copyOf(missing);
    }
}

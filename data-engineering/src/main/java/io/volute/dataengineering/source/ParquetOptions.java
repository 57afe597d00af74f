package io.volute.dataengineering.source;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which Parquet files, and what of them is no value.
 *
 * @param path below the spec's folder
 * @param missing what stands for a missing value beside null
 * @param licence under which the data may be used
 */
public record ParquetOptions(
        @Doc("path of the file, of a folder of files or a pattern such as data/*.parquet, relative to the spec")
        Path path,

        @Doc("texts that stand for a missing value beside null, for example NaN") @Default("[]")
        List<String> missing,

        @Doc("licence of the data, for the papers") Optional<String> licence) {
    /** Copies. */
    public ParquetOptions {
        missing = List.copyOf(missing);
    }
}

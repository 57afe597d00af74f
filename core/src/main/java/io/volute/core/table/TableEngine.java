package io.volute.core.table;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes tables as Parquet files. Equal tables give equal bytes, whatever the number of threads. Thread-safe.
 */
public interface TableEngine {
    /** Name and version of the engine; part of the codec's type, since another version may write other bytes. */
    String version();

    /** Writes all rows in order to a new file. */
    void write(Table table, Path target) throws IOException;

    /** Reads a file that this engine wrote. */
    Table read(Path file) throws IOException;
}

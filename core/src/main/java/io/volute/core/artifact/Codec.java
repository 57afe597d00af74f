package io.volute.core.artifact;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes one type of artifact. Equal values must give equal bytes, on every machine and with any number of
 * threads. Thread-safe.
 */
public interface Codec<T> {
    /** Name and version of the format, for example {@code exposures/1}; part of fingerprints. */
    String type();

    /** Writes the value to a file that does not exist yet. */
    void encode(T value, Path target) throws IOException;

    /** Reads bytes whose digest was verified. */
    T decode(Content content) throws IOException;

    /**
     * Verified bytes, in memory or as a private file that nobody else writes. Closing it deletes that file, so a reader
     * closes it when it has decoded.
     */
    interface Content extends AutoCloseable {
        /** All bytes. */
        byte[] bytes() throws IOException;

        /** How many they are. */
        long length() throws IOException;

        /** A private copy on disk, there until this content is closed. */
        Path file() throws IOException;

        @Override
        default void close() {
            // Content that lives in memory has nothing to give back.
        }
    }
}

package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import java.util.List;
import java.util.Optional;

/** What a source holds, read once. Used by one thread. */
public interface Delivery {
    /** Digest of the content. */
    Digest digest();

    /** Where it came from, as the user wrote it, for example {@code data/birdstrikes.csv}. */
    String place();

    /** Licence under which the data may be used, as declared. */
    Optional<String> licence();

    /**
     * Reads all rows in order.
     *
     * @throws io.volute.core.error.VoluteException DATA with file, line and column for whatever is not as declared
     */
    void read(Rows rows);

    /** Takes what is read. */
    interface Rows {
        /** The columns' names, once, before any row; unique and not empty. */
        void header(List<String> names);

        /** One row, as wide as the header. The row is reused for the next one. */
        void row(RawRow row);

        /** Whether all rows are kept, so that they must fit into the memory that there is. */
        default boolean keeps() {
            return true;
        }
    }
}

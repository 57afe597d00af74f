package io.volute.core.table;

import io.volute.core.artifact.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads columnar files that come from elsewhere. They are full of offsets and lengths that native code trusts, so an
 * implementation opens none of them in this process, and whatever a file does to the one that does is a message.
 * Thread-safe.
 */
public interface ColumnarReader {
    /**
     * Reads all rows of a file in order.
     *
     * @param content digest of the bytes that are meant
     * @param place what messages call it
     * @throws io.volute.core.error.VoluteException {@link io.volute.core.error.CoreError#SOURCE_UNREADABLE} with the
     *     place and a way out when it is not a whole file of flat columns, or takes too long or too much memory;
     *     {@link io.volute.core.error.CoreError#SOURCE_CHANGED} when it holds other bytes
     */
    void read(Path file, Digest content, String place, Rows rows);

    /**
     * A column of the file.
     *
     * @param name its name
     * @param type what its values are read as; a type that no table has comes as text
     */
    record Header(String name, ColumnType type) {}

    /** Takes what is read. */
    interface Rows {
        /** The columns, once, before any row. */
        void header(List<Header> columns);

        /** One row. It is reused for the next one. */
        void row(Row row);
    }

    /** The values of one row; ask {@link #isMissing} first, then by the column's type. */
    interface Row {
        /** Whether the cell is null. */
        boolean isMissing(int cell);

        /**
         * A LONG; the epoch day of a DATE, the epoch microseconds of an INSTANT, {@link Long#MAX_VALUE} for an infinite
         * one; 1 or 0 for a BOOL.
         */
        long longAt(int cell);

        /** A DOUBLE, whatever it is: not a number and infinite too. One of 32 bits comes as its shortest decimal. */
        double doubleAt(int cell);

        /** A TEXT. */
        String textAt(int cell);
    }
}

package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * SHA-256 of some columns of a row, in an encoding that two rows share only if they are equal: for each column its name,
 * a tag of its type and whether it is missing, then days, microseconds and whole numbers as 8 bytes, doubles as their
 * bits with one zero, text as length and UTF-8 without normalisation. Not thread-safe.
 */
public final class RowHash {
    private final MessageDigest sha256 = Digest.sha256();
    private final List<Column> columns;
    private final List<byte[]> names;

    /** Over these columns in this order; callers pass them sorted by name. */
    public RowHash(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.names = columns.stream()
                .map(column -> column.name().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Of one row. */
    public byte[] of(int row) {
        encode(row);
        return sha256.digest();
    }

    /** Of one row and a number that tells it from its equals. */
    public byte[] of(int row, long ordinal) {
        encode(row);
        number(ordinal);
        return sha256.digest();
    }

    private void encode(int row) {
        for (int i = 0; i < names.size(); i++) {
            Column column = columns.get(i);
            text(names.get(i));
            sha256.update(tag(column.type()));
            boolean missing = column.isMissing(row);
            sha256.update((byte) (missing ? 0 : 1));
            if (!missing) {
                value(column, row);
            }
        }
    }

    private void value(Column column, int row) {
        switch (column.type()) {
            case TEXT -> text(column.textAt(row).getBytes(StandardCharsets.UTF_8));
            case DOUBLE -> number(Double.doubleToLongBits(column.doubleAt(row)));
            case BOOL -> number(column.boolAt(row) ? 1 : 0);
            default -> number(column.longAt(row));
        }
    }

    private void text(byte[] utf8) {
        number(utf8.length);
        sha256.update(utf8);
    }

    private void number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha256.update((byte) (value >>> shift));
        }
    }

    /** Of its own, not an ordinal: adding a type must not rename every row. */
    private static byte tag(ColumnType type) {
        return switch (type) {
            case LONG -> 1;
            case DOUBLE -> 2;
            case BOOL -> 3;
            case DATE -> 4;
            case INSTANT -> 5;
            case TEXT -> 6;
        };
    }
}

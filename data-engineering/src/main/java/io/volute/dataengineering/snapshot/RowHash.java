package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SHA-256 of some columns of a row, in an encoding that two rows share only if they are equal: for each column its name,
 * a tag of its type and whether it is missing, then days, microseconds and whole numbers as 8 bytes, doubles as their
 * bits with one zero, text as length and UTF-8 without normalisation. Not thread-safe.
 */
public final class RowHash {
    private static final int TEXTS = 10_000;

    private final MessageDigest sha256 = Digest.sha256();
    private final List<Part> parts;
    private byte[] bytes = new byte[256];
    private int length;

    /** A column, what stands before each of its values, and its texts as bytes: columns repeat themselves. */
    private static final class Part {
        private final Column column;
        private final byte[] prefix;
        private final Map<String, byte[]> texts = new HashMap<>();

        Part(Column column) {
            byte[] name = column.name().getBytes(StandardCharsets.UTF_8);
            this.column = column;
            this.prefix = ByteBuffer.allocate(Long.BYTES + name.length + 1)
                    .putLong(name.length)
                    .put(name)
                    .put(tag(column.type()))
                    .array();
        }

        byte[] utf8(int row) {
            String text = column.textAt(row);
            byte[] known = texts.get(text);
            if (known == null) {
                known = text.getBytes(StandardCharsets.UTF_8);
                if (texts.size() < TEXTS) {
                    texts.put(text, known);
                }
            }
            return known;
        }
    }

    /** Over these columns in this order; callers pass them sorted by name. */
    public RowHash(List<Column> columns) {
        this.parts = columns.stream().map(Part::new).toList();
    }

    /** Of one row. */
    public byte[] of(int row) {
        encode(row);
        return digest();
    }

    /** Of one row and a number that tells it from its equals. */
    public byte[] of(int row, long ordinal) {
        encode(row);
        number(ordinal);
        return digest();
    }

    /** The first 8 bytes of the hash of one row. */
    long shortOf(int row) {
        encode(row);
        return first(digest());
    }

    /** The first 8 bytes of the hash of the row that was asked for last, now with a number that tells it from its equals. */
    long shortAgain(long ordinal) {
        number(ordinal);
        return first(digest());
    }

    private static long first(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private byte[] digest() {
        sha256.update(bytes, 0, length);
        return sha256.digest();
    }

    private void encode(int row) {
        length = 0;
        for (Part part : parts) {
            Column column = part.column;
            append(part.prefix);
            boolean missing = column.isMissing(row);
            room(1);
            bytes[length++] = (byte) (missing ? 0 : 1);
            if (!missing) {
                value(part, row);
            }
        }
    }

    private void value(Part part, int row) {
        Column column = part.column;
        switch (column.type()) {
            case TEXT -> {
                byte[] utf8 = part.utf8(row);
                number(utf8.length);
                append(utf8);
            }
            case DOUBLE -> number(Double.doubleToLongBits(column.doubleAt(row)));
            case BOOL -> number(column.boolAt(row) ? 1 : 0);
            default -> number(column.longAt(row));
        }
    }

    private void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void number(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (length + more) * 2);
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

package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.table.Column;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The digest of rows whatever their format or order: the multiset hash of Clarke et al. (2003), a sum of the rows' hashes,
 * which no order changes and which, unlike an exclusive or, equal rows do not cancel; with the columns' names and types
 * and the number of rows. Not thread-safe.
 */
public final class LogicalDigest {
    private final List<Column> columns;
    /** Sums of 32 bits each, lowest last; 2^31 rows cannot overflow one. */
    private final long[] sums = new long[8];

    private long rows;

    /** Of no rows yet with these columns, sorted by name. */
    public LogicalDigest(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Takes a row by its {@link RowHash} over the same columns. */
    public void add(byte[] rowHash) {
        ByteBuffer words = ByteBuffer.wrap(rowHash);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Integer.toUnsignedLong(words.getInt());
        }
        rows++;
    }

    /** The digest of the rows so far. */
    public Digest digest() {
        BigInteger sum = BigInteger.ZERO;
        for (long part : sums) {
            sum = sum.shiftLeft(Integer.SIZE).add(BigInteger.valueOf(part));
        }
        StringBuilder text = new StringBuilder();
        columns.forEach(column -> text.append(column.name().length())
                .append(':')
                .append(column.name())
                .append(column.type())
                .append(' '));
        text.append(rows)
                .append(' ')
                .append(sum.mod(BigInteger.ONE.shiftLeft(256)).toString(16));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

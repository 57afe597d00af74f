package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.table.Column;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The digest of rows whatever their format or order: the multiset hash of Clarke et al. (2003), a sum of the rows' hashes,
 * which no order changes and which, unlike an exclusive or, equal rows do not cancel; with the columns' names and types
 * and the number of rows. Not thread-safe.
 */
public final class LogicalDigest {
    private final List<Column> columns;
    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    /** Of no rows yet with these columns, sorted by name. */
    public LogicalDigest(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Takes a row by its {@link RowHash} over the same columns. */
    public void add(byte[] rowHash) {
        sum = sum.add(new BigInteger(1, rowHash));
        rows++;
    }

    /** The digest of the rows so far. */
    public Digest digest() {
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

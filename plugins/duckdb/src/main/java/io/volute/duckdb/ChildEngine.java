package io.volute.duckdb;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnarReader;
import io.volute.core.table.Table;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The engine of a {@link ColumnarChild} that has opened a file. Nothing that it answers is trusted to be well formed. */
final class ChildEngine implements Engine {
    /** Rows that are sent at once, so that the child needs little memory for them. */
    private static final int PART = 50_000;

    private final ChildProcess child;
    private final Duration patience;
    private final DataOutputStream out;

    ChildEngine(ChildProcess child, Duration patience) {
        this.child = child;
        this.patience = patience;
        this.out = new DataOutputStream(new BufferedOutputStream(child.input(), 1 << 16));
    }

    /** Opens the file; which of these columns it has. */
    List<ColumnarReader.Header> open(List<String> columns) throws SQLException {
        send(new Command.Open(columns));
        if (next() instanceof Frames.Frame.Head head) {
            end();
            return head.columns();
        }
        throw lost();
    }

    @Override
    public void load(String table, Table rows) throws SQLException {
        int from = 0;
        do {
            int to = Math.min(rows.rows(), from + PART);
            int[] part = IntStream.range(from, to).toArray();
            List<Column> columns =
                    rows.columns().stream().map(column -> column.pick(part)).toList();
            send(new Command.Load(table, Table.of(columns)));
            end();
            from = to;
        } while (from < rows.rows());
    }

    @Override
    public void run(String statement) throws SQLException {
        send(new Command.Run(statement));
        end();
    }

    @Override
    public Table read(List<Selected> columns, String from) throws SQLException {
        send(new Command.Read(columns, from));
        List<ColumnarReader.Header> expected = columns.stream()
                .map(column -> new ColumnarReader.Header(column.name(), column.type()))
                .toList();
        if (!(next() instanceof Frames.Frame.Head head) || !head.columns().equals(expected)) {
            throw lost();
        }
        List<Column.Builder> builders = Command.builders(expected);
        while (true) {
            Frames.Frame next = next();
            if (next instanceof Frames.Frame.Some some) {
                try {
                    some.batch().appendTo(builders);
                } catch (IOException e) {
                    throw new SQLException(e.getMessage(), e);
                }
            } else if (next instanceof Frames.Frame.End) {
                return Table.of(builders.stream().map(Column.Builder::build).toList());
            } else {
                throw lost();
            }
        }
    }

    private void send(Command command) throws SQLException {
        try {
            Command.write(command, out);
        } catch (IOException e) {
            throw new SQLException("the process that opened it does not listen", e);
        }
    }

    private void end() throws SQLException {
        if (!(next() instanceof Frames.Frame.End)) {
            throw lost();
        }
    }

    private Frames.Frame next() throws SQLException {
        try {
            Object next = child.next(patience);
            if (next instanceof Frames.Frame.Failure failure) {
                throw new SQLException(failure.message());
            } else if (next instanceof Frames.Frame frame) {
                return frame;
            }
            throw next == null
                    ? new SQLException("nothing came out of it for " + patience.toSeconds() + " seconds")
                    : new SQLException("the process that opened it " + child.fate());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VoluteException(CoreError.INTERRUPTED, "interrupted while events were added up", e);
        }
    }

    private static SQLException lost() {
        return new SQLException("the process that opened it lost its way");
    }
}

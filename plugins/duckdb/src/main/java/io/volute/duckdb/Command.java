package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.ColumnarReader;
import io.volute.core.table.Table;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is asked of the process that has opened a file. Whoever asks is trusted; what is answered is not. */
sealed interface Command {
    /** Makes a view {@code logged} of those of these columns that the file has; answered by them. */
    record Open(List<String> columns) implements Command {
        /** Copies. */
        public Open {
            columns = List.copyOf(columns);
        }
    }

    /** Appends rows to a table; answered by an end. */
    record Load(String table, Table rows) implements Command {}

    /** Runs a statement; answered by an end. */
    record Run(String statement) implements Command {}

    /** Selects; answered by columns and rows. */
    record Read(List<Engine.Selected> columns, String from) implements Command {
        /** Copies. */
        public Read {
            columns = List.copyOf(columns);
        }
    }

    /** Writes one. */
    static void write(Command command, DataOutputStream out) throws IOException {
        if (command instanceof Open open) {
            out.writeByte('O');
            out.writeInt(open.columns.size());
            for (String name : open.columns) {
                text(name, out);
            }
        } else if (command instanceof Load load) {
            out.writeByte('L');
            text(load.table, out);
            FrameWriter frames = new FrameWriter(out);
            rows(load.rows, frames);
        } else if (command instanceof Run run) {
            out.writeByte('R');
            text(run.statement, out);
        } else if (command instanceof Read read) {
            out.writeByte('Q');
            out.writeInt(read.columns.size());
            for (Engine.Selected column : read.columns) {
                text(column.name(), out);
                text(column.type().name(), out);
                text(column.sql(), out);
            }
            text(read.from, out);
        }
        out.flush();
    }

    /** Reads one; an end of the stream is an error like any other. */
    static Command read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        switch (kind) {
            case 'O' -> {
                List<String> columns = new ArrayList<>();
                for (int n = in.readInt(); n > 0; n--) {
                    columns.add(text(in));
                }
                return new Open(columns);
            }
            case 'L' -> {
                return new Load(text(in), rows(new Frames(in)));
            }
            case 'R' -> {
                return new Run(text(in));
            }
            case 'Q' -> {
                List<Engine.Selected> columns = new ArrayList<>();
                for (int n = in.readInt(); n > 0; n--) {
                    columns.add(new Engine.Selected(text(in), ColumnType.valueOf(text(in)), text(in)));
                }
                return new Read(columns, text(in));
            }
            default -> throw new IOException("a command of kind " + kind);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void rows(Table table, FrameWriter frames) throws IOException {
        List<Column> columns = table.columns();
        frames.header(
                columns.stream().map(Column::name).toList(),
                columns.stream().map(Column::type).toList());
        for (int row = 0; row < table.rows(); row++) {
            for (int cell = 0; cell < columns.size(); cell++) {
                Column column = columns.get(cell);
                if (column.isMissing(row)) {
                    frames.missing(cell);
                } else {
                    switch (column.type()) {
                        case TEXT -> frames.text(cell, column.textAt(row));
                        case DOUBLE -> frames.value(cell, Double.doubleToLongBits(column.doubleAt(row)));
                        case BOOL -> frames.value(cell, column.boolAt(row) ? 1 : 0);
                        default -> frames.value(cell, column.longAt(row));
                    }
                }
            }
            frames.endRow();
        }
        frames.end();
    }

    private static Table rows(Frames frames) throws IOException {
        List<Column.Builder> builders = List.of();
        while (true) {
            Frames.Frame next = frames.next();
            if (next instanceof Frames.Frame.Head head) {
                builders = builders(head.columns());
            } else if (next instanceof Frames.Frame.Some some) {
                some.batch().appendTo(builders);
            } else {
                return Table.of(builders.stream().map(Column.Builder::build).toList());
            }
        }
    }

    /** Builders of such columns. */
    static List<Column.Builder> builders(List<ColumnarReader.Header> columns) {
        return columns.stream()
                .map(column -> Column.builder(column.name(), column.type(), 1024))
                .toList();
    }
}

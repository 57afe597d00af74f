package io.volute.duckdb;

import io.volute.core.table.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what {@link Frames} reads: collects rows column by column and writes them when there are enough. */
final class FrameWriter {
    private final OutputStream out;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private Cells[] cells = new Cells[0];
    private int capacity;
    private int rows;
    private int pending;

    /** The values of one column in the rows that were not written yet. */
    private static final class Cells {
        private final boolean text;
        private final byte[] tags;
        private final long[] values;
        private final byte[][] texts;
        private final Map<String, Integer> known = new HashMap<>();

        private Cells(boolean text, int capacity) {
            this.text = text;
            this.tags = new byte[capacity];
            this.values = new long[capacity];
            this.texts = new byte[text ? capacity : 0][];
        }
    }

    FrameWriter(OutputStream out) {
        this.out = out;
    }

    void header(List<String> names, List<ColumnType> types) throws IOException {
        capacity = Math.max(1, Math.min(Frames.ROWS, Frames.CELLS / Math.max(1, names.size())));
        cells = new Cells[names.size()];
        start(Frames.HEADER);
        putInt(names.size());
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cells(types.get(i) == ColumnType.TEXT, capacity);
            putText(names.get(i).getBytes(StandardCharsets.UTF_8));
            putText(types.get(i).name().getBytes(StandardCharsets.UTF_8));
        }
        write();
    }

    /** The next row's cell has no value. */
    void missing(int cell) {
        cells[cell].tags[rows] = Frames.MISSING;
    }

    void value(int cell, long value) {
        cells[cell].tags[rows] = Frames.PRESENT;
        cells[cell].values[rows] = value;
    }

    /** A text that was written before is a number, as long as there are few: columns repeat themselves. */
    void text(int cell, String value) {
        Cells column = cells[cell];
        Integer before = column.known.get(value);
        if (before != null) {
            column.tags[rows] = Frames.KNOWN;
            column.values[rows] = before;
            return;
        }
        if (column.known.size() < Frames.TEXTS) {
            column.known.put(value, column.known.size());
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        column.tags[rows] = Frames.PRESENT;
        column.texts[rows] = utf8;
        pending += utf8.length;
    }

    void endRow() throws IOException {
        rows++;
        if (rows == capacity || pending > Frames.PENDING) {
            writeRows();
        }
    }

    void end() throws IOException {
        writeRows();
        start(Frames.END);
        write();
    }

    /** Rows before it that were not written yet are lost: nobody may use them. */
    void failure(String message) throws IOException {
        start(Frames.FAILURE);
        putText(message.getBytes(StandardCharsets.UTF_8));
        write();
    }

    private void writeRows() throws IOException {
        if (rows == 0) {
            return;
        }
        start(Frames.SOME);
        putInt(rows);
        for (Cells column : cells) {
            room(rows * (1 + Long.BYTES));
            buffer.put(column.tags, 0, rows);
            if (!column.text) {
                buffer.asLongBuffer().put(column.values, 0, rows);
                buffer.position(buffer.position() + rows * Long.BYTES);
                continue;
            }
            for (int row = 0; row < rows; row++) {
                if (column.tags[row] == Frames.KNOWN) {
                    putInt((int) column.values[row]);
                } else if (column.tags[row] == Frames.PRESENT) {
                    putText(column.texts[row]);
                }
            }
        }
        write();
        rows = 0;
        pending = 0;
    }

    private void start(byte kind) {
        buffer.clear();
        buffer.putInt(0);
        buffer.put(kind);
    }

    private void write() throws IOException {
        buffer.putInt(0, buffer.position() - Integer.BYTES);
        out.write(buffer.array(), 0, buffer.position());
        out.flush();
    }

    private void putText(byte[] utf8) {
        putInt(utf8.length);
        room(utf8.length);
        buffer.put(utf8);
    }

    private void putInt(int value) {
        room(Integer.BYTES);
        buffer.putInt(value);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            int position = buffer.position();
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), (position + bytes) * 2))
                    .position(position);
        }
    }
}

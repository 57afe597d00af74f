package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.ColumnarReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FrameWriter} writes: the columns, rows some at a time, and at the end that it was all or why it was
 * not. The writer has read a foreign file, so nothing that it says is trusted: every length has a bound. A frame is its
 * length, its kind and what belongs to it; a cell is a tag and 8 bytes, a text, or the number of a text that came before.
 */
final class Frames {
    static final byte HEADER = 'H';
    static final byte SOME = 'S';
    static final byte END = 'E';
    static final byte FAILURE = 'F';
    static final byte MISSING = 0;
    static final byte PRESENT = 1;
    static final byte KNOWN = 2;
    /** Columns at most. */
    static final int WIDEST = 10_000;
    /** Characters of a text at most. */
    static final int LONGEST = 1_000_000;
    /** Texts of a column that are known by number. */
    static final int TEXTS = 1 << 16;
    /** Rows of a frame at most. */
    static final int ROWS = 2_048;
    /** Cells of a frame at most, unless one row has more. */
    static final int CELLS = 1 << 18;
    /** Bytes of texts that are waiting, after which a row is the frame's last. */
    static final int PENDING = 1 << 20;

    private static final int LARGEST = 1 << 26;

    private final DataInputStream in;
    private final List<List<String>> known = new ArrayList<>();
    private List<ColumnarReader.Header> columns = List.of();
    private List<ColumnType> types = List.of();

    /** What came, in order. */
    sealed interface Frame {
        /** The columns. */
        record Head(List<ColumnarReader.Header> columns) implements Frame {}

        /** Rows one below the other. */
        record Some(Batch batch) implements Frame {}

        /** There is no more. */
        record End() implements Frame {}

        /** Why there is no more. */
        record Failure(String message) implements Frame {}
    }

    /** Some rows, read one after the other. */
    static final class Batch implements ColumnarReader.Row {
        private final List<ColumnType> types;
        private final int rows;
        private final byte[][] tags;
        private final long[][] values;
        private final @Nullable String[][] texts;
        private int row;

        private Batch(int rows, List<ColumnType> types) {
            this.types = types;
            this.rows = rows;
            this.tags = new byte[types.size()][];
            this.values = new long[types.size()][];
            this.texts = new String[types.size()][];
        }

        /** Appends each cell to the builder of its column. */
        void appendTo(List<Column.Builder> builders) throws IOException {
            for (row = 0; row < rows; row++) {
                for (int cell = 0; cell < builders.size(); cell++) {
                    Column.Builder builder = builders.get(cell);
                    if (isMissing(cell)) {
                        builder.addMissing();
                    } else if (texts[cell] != null) {
                        builder.add(textAt(cell));
                    } else {
                        append(cell, builder);
                    }
                }
            }
        }

        private void append(int cell, Column.Builder builder) throws IOException {
            switch (types.get(cell)) {
                case DOUBLE -> {
                    if (!Double.isFinite(doubleAt(cell))) {
                        throw new IOException("a number that is none");
                    }
                    builder.add(doubleAt(cell));
                }
                case BOOL -> builder.add(longAt(cell) != 0);
                default -> builder.add(longAt(cell));
            }
        }

        void handTo(ColumnarReader.Rows taker) {
            for (row = 0; row < rows; row++) {
                taker.row(this);
            }
        }

        @Override
        public boolean isMissing(int cell) {
            return tags[cell][row] == MISSING;
        }

        @Override
        public long longAt(int cell) {
            return values[cell][row];
        }

        @Override
        public double doubleAt(int cell) {
            return Double.longBitsToDouble(values[cell][row]);
        }

        @Override
        public String textAt(int cell) {
            String text = texts[cell][row];
            if (text == null) {
                throw new IllegalStateException("cell " + cell + ": no text");
            }
            return text;
        }
    }

    Frames(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * The next one.
     *
     * @throws IOException when the stream ends or holds anything else
     */
    Frame next() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > LARGEST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("half a frame");
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        try {
            byte kind = frame.get();
            return switch (kind) {
                case HEADER -> header(frame);
                case SOME -> new Frame.Some(rows(frame));
                case END -> new Frame.End();
                case FAILURE -> new Frame.Failure(text(frame));
                default -> throw new IOException("a frame of kind " + kind);
            };
        } catch (BufferUnderflowException e) {
            throw new IOException("a frame that is too short", e);
        }
    }

    private Frame header(ByteBuffer frame) throws IOException {
        int width = within(frame.getInt(), WIDEST);
        List<ColumnarReader.Header> found = new ArrayList<>();
        known.clear();
        for (int i = 0; i < width; i++) {
            found.add(new ColumnarReader.Header(text(frame), type(text(frame))));
            known.add(new ArrayList<>());
        }
        columns = List.copyOf(found);
        types = columns.stream().map(ColumnarReader.Header::type).toList();
        return new Frame.Head(columns);
    }

    private static ColumnType type(String name) throws IOException {
        for (ColumnType type : ColumnType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new IOException("a column of an unknown type");
    }

    private Batch rows(ByteBuffer frame) throws IOException {
        Batch batch = new Batch(within(frame.getInt(), ROWS), types);
        for (int cell = 0; cell < columns.size(); cell++) {
            batch.tags[cell] = new byte[batch.rows];
            frame.get(batch.tags[cell]);
            if (columns.get(cell).type() == ColumnType.TEXT) {
                batch.texts[cell] = texts(frame, batch.tags[cell], known.get(cell));
            } else {
                batch.values[cell] = numbers(frame, batch.rows);
            }
        }
        return batch;
    }

    private static long[] numbers(ByteBuffer frame, int rows) {
        long[] numbers = new long[rows];
        frame.asLongBuffer().get(numbers);
        frame.position(frame.position() + rows * Long.BYTES);
        return numbers;
    }

    private static @Nullable String[] texts(ByteBuffer frame, byte[] tags, List<String> known) throws IOException {
        @Nullable String[] texts = new String[tags.length];
        for (int row = 0; row < tags.length; row++) {
            if (tags[row] == KNOWN) {
                texts[row] = known.get(within(frame.getInt(), known.size() - 1));
            } else if (tags[row] == PRESENT) {
                String text = text(frame);
                texts[row] = text;
                if (known.size() < TEXTS) {
                    known.add(text);
                }
            } else {
                tags[row] = MISSING;
            }
        }
        return texts;
    }

    private static String text(ByteBuffer frame) throws IOException {
        int length = within(frame.getInt(), frame.remaining());
        int from = frame.arrayOffset() + frame.position();
        frame.position(frame.position() + length);
        byte[] bytes = frame.array();
        byte signs = 0;
        for (int at = from; at < from + length; at++) {
            signs |= bytes[at];
        }
        if (signs >= 0) {
            return new String(bytes, from, length, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("a text that is not in UTF-8", e);
        }
    }

    private static int within(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException(number + " (expected: 0 to " + most + ")");
        }
        return number;
    }
}

package io.volute.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Writes what a statement selects as {@link Frames}: the columns, then the rows. Used once. */
final class FrameRows {
    private final List<ParquetColumn> columns;
    private final FrameWriter out;
    private long row;
    private @Nullable IOException unwritten;
    private ParquetScan.@Nullable Refusal refused;

    FrameRows(List<ParquetColumn> columns, FrameWriter out) {
        this.columns = List.copyOf(columns);
        this.out = out;
    }

    /** How many rows were taken. */
    long row() {
        return row;
    }

    void write(Sink sink, String from) throws SQLException, IOException, ParquetScan.Refusal {
        out.header(
                columns.stream().map(ParquetColumn::name).toList(),
                columns.stream().map(ParquetColumn::type).toList());
        List<Sink.Selected> selected = columns.stream()
                .map(column -> new Sink.Selected(column.selected(), column.read()))
                .toList();
        try {
            sink.run(selected, from, this::rows);
        } catch (SQLException e) {
            if (unwritten != null) {
                throw unwritten;
            }
            if (refused != null) {
                throw refused;
            }
            throw e;
        }
    }

    private void rows(DuckDBDataChunkReader chunk) throws IOException, ParquetScan.Refusal {
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[columns.size()];
        for (int cell = 0; cell < vectors.length; cell++) {
            vectors[cell] = chunk.vector(cell);
        }
        int count = Math.toIntExact(chunk.rowCount());
        try {
            for (int i = 0; i < count; i++) {
                row++;
                for (int cell = 0; cell < vectors.length; cell++) {
                    value(cell, vectors[cell], i);
                }
                out.endRow();
            }
        } catch (IOException e) {
            // What reaches the statement is a message.
            unwritten = e;
            throw e;
        } catch (ParquetScan.Refusal e) {
            refused = e;
            throw e;
        }
    }

    private void value(int cell, DuckDBReadableVector values, int at) throws ParquetScan.Refusal {
        if (values.isNull(at)) {
            out.missing(cell);
            return;
        }
        ParquetColumn column = columns.get(cell);
        switch (column.type()) {
            case TEXT -> text(cell, column.name(), values.getString(at));
            case DOUBLE ->
                out.value(
                        cell,
                        Double.doubleToLongBits(
                                column.single()
                                        ? Double.parseDouble(Float.toString(values.getFloat(at)))
                                        : values.getDouble(at)));
            case BOOL -> out.value(cell, values.getBoolean(at) ? 1 : 0);
            default -> out.value(cell, values.getLong(at));
        }
    }

    private void text(int cell, String column, String value) throws ParquetScan.Refusal {
        if (value.length() > Frames.LONGEST) {
            throw new ParquetScan.Refusal("row " + row + ": " + column + ": a text of more than " + Frames.LONGEST
                    + " characters (expected: fewer)\nfix: shorten it, or leave the column out");
        }
        out.text(cell, value);
    }
}

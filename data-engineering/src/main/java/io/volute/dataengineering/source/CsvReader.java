package io.volute.dataengineering.source;

import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the text of a CSV file by RFC 4180: cells may stand in double quotes, a quote inside is doubled, lines end with
 * LF or CRLF, the last line's end may be left out. A byte order mark is skipped. Unquoted texts that the options call
 * missing are missing; quoted ones never are. Whatever else is found is an error with its place. One row and the piece of
 * the file behind it are held, never the whole.
 */
final class CsvReader implements RawRow {
    private static final int LONGEST_CELL = 1_000_000;
    private static final int LONGEST_ROW = 1 << 26;
    private static final int WIDEST = 10_000;
    private static final int PIECE = 1 << 16;

    private final String place;
    private final CsvProblems problems;
    private final Utf8Text source;
    private final char delimiter;
    private final Set<String> missing;
    private final int longestMissing;
    private final Texts texts = new Texts();

    private char[] text = new char[2 * PIECE];
    private int end;
    private boolean ended;
    private int next;
    private int line = 1;
    /** Where the line begins; like all places never before the row. */
    private int lineStart;

    private int rowLine;
    private int rowStart;
    private int rowLength;
    private int cells;
    /** Where each cell's text begins and ends, counted from the row's start. */
    private int[] starts = new int[16];

    private int[] ends = new int[16];
    private boolean[] absent = new boolean[16];
    /** Texts of the cells that were asked for, or that differ from what stands in the file. */
    private @Nullable String[] values = new String[16];

    private int[] lines = new int[16];
    private int[] columns = new int[16];

    CsvReader(String place, Utf8Text source, CsvOptions options) {
        this.place = place;
        this.problems = new CsvProblems(place, LONGEST_CELL);
        this.source = source;
        this.delimiter = options.delimiter().charAt(0);
        this.missing = Set.copyOf(options.missing());
        this.longestMissing = missing.stream().mapToInt(String::length).max().orElse(-1);
    }

    void read(Delivery.Rows rows) {
        if (!more()) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY, place + ": the file is empty (expected: rows)\nfix: deliver it again");
        }
        if (source.isBroken()) {
            throw brokenAtOnce();
        }
        if (text[0] == '\uFEFF') {
            next = 1;
            lineStart = 1;
            rowStart = 1;
        }
        if (!more()) {
            throw problems.empty();
        }
        readRow();
        List<String> header = header();
        rows.header(header);
        int width = header.size();
        while (more()) {
            readRow();
            if (cells != width) {
                throw ragged(width);
            }
            rows.row(this);
        }
    }

    /** Of a file in another encoding that is said before anything else, not what it seems to hold. */
    private VoluteException brokenAtOnce() {
        int atLine = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (text[i] == '\n') {
                atLine++;
                start = i + 1;
            }
        }
        return source.undecodable(atLine, end - start + 1);
    }

    private boolean more() {
        return next < end || fill();
    }

    /** Takes the file's next piece and lets go of what stands before the row; false at the file's end. */
    private boolean fill() {
        if (ended) {
            return false;
        }
        System.arraycopy(text, rowStart, text, 0, end - rowStart);
        next -= rowStart;
        end -= rowStart;
        lineStart -= rowStart;
        rowStart = 0;
        if (text.length - end < PIECE) {
            if (text.length >= LONGEST_ROW) {
                throw error(
                        DataError.BAD_STRUCTURE,
                        rowLine,
                        1,
                        "a row of more than " + (LONGEST_ROW - PIECE) + " characters (expected: fewer; is a quote or a"
                                + " line end missing?)");
            }
            text = Arrays.copyOf(text, text.length * 2);
        }
        int until = source.read(text, end);
        if (until < 0) {
            throw source.undecodable(line, end - lineStart + 1);
        }
        ended = until == end;
        end = until;
        return !ended;
    }

    /** What to say when no file of the source has any row. */
    VoluteException noRows() {
        return problems.noRows(line);
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int cell = 0; cell < cells; cell++) {
            String name = text(cell);
            if (name == null || name.isBlank()) {
                throw problems.nameless(lines[cell], columns[cell], cell + 1);
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw problems.twice(lines[cell], columns[cell], name);
            }
            names.add(name);
        }
        return names;
    }

    /** Reads cells up to the end of the row, line end included. */
    private void readRow() {
        rowLine = line;
        rowStart = next;
        cells = 0;
        boolean more = true;
        while (more) {
            startCell();
            if (more() && text[next] == '"') {
                quoted();
            } else {
                plain();
            }
            cells++;
            more = next < end && text[next] == delimiter;
            if (more) {
                next++;
            }
        }
        rowLength = next - rowStart;
        endLine();
    }

    private void startCell() {
        if (cells == WIDEST) {
            throw error(
                    DataError.BAD_STRUCTURE,
                    line,
                    column(),
                    "more than " + WIDEST + " cells in a row (expected: fewer; is this the delimiter?)");
        }
        if (cells == values.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            ends = Arrays.copyOf(ends, cells * 2);
            absent = Arrays.copyOf(absent, cells * 2);
            values = Arrays.copyOf(values, cells * 2);
            lines = Arrays.copyOf(lines, cells * 2);
            columns = Arrays.copyOf(columns, cells * 2);
        }
        lines[cells] = line;
        columns[cells] = column();
        values[cells] = null;
    }

    private void plain() {
        int start = next - rowStart;
        boolean inside = true;
        while (inside) {
            char[] piece = text;
            int at = next;
            while (at < end && piece[at] != delimiter && (piece[at] > '"' || !ends(piece[at]))) {
                at++;
            }
            next = at;
            if (at == end) {
                checkLength(start);
                inside = fill();
            } else if (piece[at] == '"') {
                throw error(
                        DataError.BAD_STRUCTURE,
                        line,
                        column(),
                        "a quote inside a cell that does not begin with one (expected: the whole cell in quotes, and"
                                + " quotes inside doubled)");
            } else {
                inside = false;
                if (piece[at] != delimiter) {
                    checkCharacter();
                }
            }
        }
        checkLength(start);
        int length = next - rowStart - start;
        starts[cells] = start;
        ends[cells] = start + length;
        absent[cells] = length <= longestMissing && missing.contains(new String(text, rowStart + start, length));
    }

    /** Whether a plain cell does not go on behind this character. */
    private static boolean ends(char c) {
        return c == '\n' || c == '\r' || c == '"' || c == 0;
    }

    private void checkLength(int start) {
        if (next - rowStart - start > LONGEST_CELL) {
            throw problems.tooLong(line, rowStart + start - lineStart + 1);
        }
    }

    private void quoted() {
        int openLine = line;
        int openColumn = column();
        next++;
        int start = next - rowStart;
        StringBuilder before = null;
        boolean open = true;
        while (open) {
            char[] piece = text;
            int at = next;
            while (at < end && piece[at] != '"' && piece[at] != '\n' && piece[at] != 0) {
                at++;
            }
            next = at;
            if ((before == null ? 0 : before.length()) + next - rowStart - start > LONGEST_CELL) {
                throw problems.tooLong(openLine, openColumn);
            }
            if (at == end) {
                if (!fill()) {
                    throw error(
                            DataError.BAD_STRUCTURE,
                            openLine,
                            openColumn,
                            "this quote is never closed (expected: a second one; was the file cut off?)"
                                    + "\nfix: deliver the whole file again, or close the quote");
                }
            } else if (piece[at] == '\n') {
                next++;
                line++;
                lineStart = next;
            } else if (piece[at] == '"') {
                if ((next + 1 < end || fill()) && text[next + 1] == '"') {
                    before = before == null ? new StringBuilder() : before;
                    before.append(text, rowStart + start, next + 1 - rowStart - start);
                    next += 2;
                    start = next - rowStart;
                } else {
                    open = false;
                }
            } else {
                checkCharacter();
            }
        }
        starts[cells] = start;
        ends[cells] = next - rowStart;
        absent[cells] = false;
        if (before != null) {
            values[cells] = texts.of(before.append(text, rowStart + start, next - rowStart - start)
                    .toString());
        }
        next++;
        if (more() && text[next] != delimiter && text[next] != '\n' && text[next] != '\r') {
            throw error(
                    DataError.BAD_STRUCTURE,
                    line,
                    column(),
                    "found " + Excerpt.of(String.valueOf(text[next])) + " after a closing quote (expected: the"
                            + " delimiter or the end of the line; quotes inside are doubled)");
        }
    }

    private void checkCharacter() {
        if (text[next] == 0) {
            throw error(
                    DataError.BAD_STRUCTURE,
                    line,
                    column(),
                    "a NUL character (expected: text; was the file cut off or is it binary?)");
        }
    }

    private void endLine() {
        if (next == end) {
            return;
        }
        if (text[next] == '\r') {
            if ((next + 1 == end && !fill()) || text[next + 1] != '\n') {
                throw problems.carriageReturn(line, column());
            }
            next++;
        }
        next++;
        line++;
        lineStart = next;
    }

    private int column() {
        return next - lineStart + 1;
    }

    private VoluteException ragged(int width) {
        int column = cells > width ? columns[width] : columns[cells - 1];
        return problems.ragged(rowLine, column, cells, width, !more());
    }

    private VoluteException error(DataError code, int atLine, int atColumn, String what) {
        return problems.at(code, atLine, atColumn, what);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String raw() {
        return new String(text, rowStart, rowLength);
    }

    @Override
    public int line() {
        return rowLine;
    }

    @Override
    public boolean isMissing(int cell) {
        return absent[cell];
    }

    @Override
    public @Nullable String text(int cell) {
        String value = values[cell];
        if (value == null && !absent[cell]) {
            value = texts.of(text, rowStart + starts[cell], rowStart + ends[cell]);
            values[cell] = value;
        }
        return value;
    }

    @Override
    public boolean append(int cell, ValueType type, Column.Builder builder) {
        boolean asItStands = !absent[cell]
                && values[cell] == null
                && type.appendShort(builder, text, rowStart + starts[cell], rowStart + ends[cell]);
        return asItStands || RawRow.super.append(cell, type, builder);
    }

    @Override
    public int lineOf(int cell) {
        return lines[cell];
    }

    @Override
    public int columnOf(int cell) {
        return columns[cell];
    }
}

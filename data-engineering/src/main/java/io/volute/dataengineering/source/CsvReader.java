package io.volute.dataengineering.source;

import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.nio.CharBuffer;
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
 * missing are missing; quoted ones never are. Whatever else is found is an error with its place.
 */
final class CsvReader implements RawRow {
    private static final int LONGEST_CELL = 1_000_000;
    private static final int WIDEST = 10_000;

    private final String place;
    private final char[] text;
    private final int end;
    private final char delimiter;
    private final Set<String> missing;
    private final Texts texts = new Texts();

    private int next;
    private int line = 1;
    private int lineStart;
    private int rowLine;
    private int rowStart;
    private int rowEnd;
    private int cells;
    private @Nullable String[] values = new String[16];
    private int[] lines = new int[16];
    private int[] columns = new int[16];

    CsvReader(String place, CharBuffer text, CsvOptions options) {
        this.place = place;
        this.text = text.array();
        this.end = text.limit();
        this.delimiter = options.delimiter().charAt(0);
        this.missing = Set.copyOf(options.missing());
    }

    void read(Delivery.Rows rows) {
        if (end > 0 && text[0] == '\uFEFF') {
            next = 1;
            lineStart = 1;
        }
        if (next == end) {
            throw error(
                    DataError.SOURCE_EMPTY,
                    1,
                    1,
                    "the file is empty (expected: a header and rows)\nfix: deliver it again");
        }
        readRow();
        List<String> header = header();
        rows.header(header);
        int width = header.size();
        while (next < end) {
            readRow();
            if (cells != width) {
                throw ragged(width);
            }
            rows.row(this);
        }
    }

    /** What to say when no file of the source has any row. */
    VoluteException noRows() {
        return error(
                DataError.SOURCE_EMPTY,
                line,
                1,
                "no rows after the header (expected: at least one)\nfix: deliver it again");
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int cell = 0; cell < cells; cell++) {
            String name = values[cell];
            if (name == null || name.isBlank()) {
                throw error(
                        DataError.BAD_STRUCTURE,
                        lines[cell],
                        columns[cell],
                        "column " + (cell + 1) + " has no name (expected: a name in the header for each column)");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw error(
                        DataError.BAD_STRUCTURE,
                        lines[cell],
                        columns[cell],
                        "column name " + Excerpt.of(name) + " stands twice (expected: names that differ, not only in"
                                + " case)");
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
            if (next < end && text[next] == '"') {
                values[cells++] = quoted();
            } else {
                values[cells++] = plain();
            }
            more = next < end && text[next] == delimiter;
            if (more) {
                next++;
            }
        }
        rowEnd = next;
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
            values = Arrays.copyOf(values, cells * 2);
            lines = Arrays.copyOf(lines, cells * 2);
            columns = Arrays.copyOf(columns, cells * 2);
        }
        lines[cells] = line;
        columns[cells] = column();
    }

    private @Nullable String plain() {
        int start = next;
        while (next < end && text[next] != delimiter && text[next] != '\n' && text[next] != '\r') {
            if (text[next] == '"') {
                throw error(
                        DataError.BAD_STRUCTURE,
                        line,
                        column(),
                        "a quote inside a cell that does not begin with one (expected: the whole cell in quotes, and"
                                + " quotes inside doubled)");
            }
            checkCharacter();
            next++;
        }
        String value = text(start, next);
        return missing.contains(value) ? null : value;
    }

    private String quoted() {
        int openLine = line;
        int openColumn = column();
        next++;
        StringBuilder value = new StringBuilder();
        while (true) {
            if (next == end) {
                throw error(
                        DataError.BAD_STRUCTURE,
                        openLine,
                        openColumn,
                        "this quote is never closed (expected: a second one; was the file cut off?)"
                                + "\nfix: deliver the whole file again, or close the quote");
            }
            char c = text[next];
            if (c == '"') {
                next++;
                if (next == end || text[next] != '"') {
                    break;
                }
            }
            checkCharacter();
            value.append(c);
            next++;
            if (c == '\n') {
                line++;
                lineStart = next;
            }
            if (value.length() > LONGEST_CELL) {
                throw tooLong(openLine, openColumn);
            }
        }
        if (next < end && text[next] != delimiter && text[next] != '\n' && text[next] != '\r') {
            throw error(
                    DataError.BAD_STRUCTURE,
                    line,
                    column(),
                    "found " + Excerpt.of(String.valueOf(text[next])) + " after a closing quote (expected: the"
                            + " delimiter or the end of the line; quotes inside are doubled)");
        }
        return texts.of(value.toString());
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
            if (next + 1 == end || text[next + 1] != '\n') {
                throw error(
                        DataError.BAD_STRUCTURE,
                        line,
                        column(),
                        "a carriage return alone (expected: lines that end with LF or CRLF)");
            }
            next++;
        }
        next++;
        line++;
        lineStart = next;
    }

    private String text(int start, int until) {
        if (until - start > LONGEST_CELL) {
            throw tooLong(line, start - lineStart + 1);
        }
        return texts.of(new String(text, start, until - start));
    }

    private int column() {
        return next - lineStart + 1;
    }

    private VoluteException tooLong(int atLine, int atColumn) {
        return error(
                DataError.BAD_STRUCTURE,
                atLine,
                atColumn,
                "a cell of more than " + LONGEST_CELL + " characters (expected: fewer; is a quote missing?)");
    }

    private VoluteException ragged(int width) {
        boolean last = next == end;
        return error(
                DataError.BAD_STRUCTURE,
                rowLine,
                cells > width ? columns[width] : columns[cells - 1],
                cells + " cells (expected: " + width + " as in the header" + (last ? "; was the file cut off?" : "")
                        + ")\nfix: " + (last ? "deliver the whole file again" : "quote cells that hold a comma")
                        + ", or correct this line");
    }

    private VoluteException error(DataError code, int atLine, int atColumn, String what) {
        String fix = what.contains("\nfix: ") ? "" : "\nfix: correct this line, or export the file again";
        return new VoluteException(code, place + ":" + atLine + ":" + atColumn + ": " + what + fix);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String raw() {
        return new String(text, rowStart, rowEnd - rowStart);
    }

    @Override
    public int line() {
        return rowLine;
    }

    @Override
    public @Nullable String text(int cell) {
        return values[cell];
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

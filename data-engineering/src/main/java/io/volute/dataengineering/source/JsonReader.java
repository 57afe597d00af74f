package io.volute.dataengineering.source;

import io.volute.core.error.Excerpt;
import io.volute.dataengineering.DataError;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks a text of flat JSON objects by RFC 8259: one array of them, or one a line. Numbers are handed on as the text that
 * stands there. Nested values, keys given twice, text after a value, and what JSON does not know (NaN, single quotes,
 * comments) are errors with their place. A byte order mark is skipped. Used by one thread, once.
 */
final class JsonReader implements RawRow {
    private static final int LONGEST = 1_000_000;
    private static final int LONGEST_NUMBER = 300;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final JsonText text;
    private final JsonKeys keys;
    private final Set<String> missing;
    private final Texts texts = new Texts();

    private int rowLine;
    private int rowColumn;
    private int rowStart;
    private int row;
    private @Nullable String[] values = new String[16];
    private int[] lines = new int[16];
    private int[] columns = new int[16];
    private int[] seenIn = new int[16];

    JsonReader(String place, CharBuffer text, JsonKeys keys, List<String> missing) {
        this.text = new JsonText(place, text);
        this.keys = keys;
        this.missing = Set.copyOf(missing);
    }

    void read(Consumer<RawRow> rows) {
        text.skipBlanks();
        if (text.ended()) {
            throw text.error(DataError.SOURCE_EMPTY, "no object (expected: at least one)\nfix: deliver it again");
        }
        if (text.peek() == '[') {
            array(rows);
        } else {
            lines(rows);
        }
    }

    private void array(Consumer<RawRow> rows) {
        text.next();
        text.skipBlanks();
        if (!text.ended() && text.peek() == ']') {
            throw text.error(
                    DataError.SOURCE_EMPTY, "an empty array (expected: at least one object)\nfix: deliver it again");
        }
        boolean more = true;
        while (more) {
            object(rows);
            text.skipBlanks();
            more = text.oneOf(",]", "a comma or the end of the array") == ',';
            text.skipBlanks();
        }
        if (!text.ended()) {
            throw text.broken("found " + text.shown() + " after the array (expected: nothing)");
        }
    }

    private void lines(Consumer<RawRow> rows) {
        while (!text.ended()) {
            object(rows);
            if (text.line() != rowLine) {
                throw text.errorAt(
                        rowLine,
                        rowColumn,
                        "this object goes on in the next line (expected: one object a line, or all in one array)"
                                + "\nfix: write it on one line: jq -c .");
            }
            text.skipBlanks();
            if (!text.ended() && text.line() == rowLine) {
                throw text.broken("found " + text.shown() + " after the object (expected: the end of the line)");
            }
        }
    }

    private void object(Consumer<RawRow> rows) {
        rowLine = text.line();
        rowColumn = text.column();
        rowStart = text.at();
        row++;
        Arrays.fill(values, null);
        Arrays.fill(lines, rowLine);
        Arrays.fill(columns, rowColumn);
        if (text.ended() || text.peek() != '{') {
            throw text.broken("found " + text.shown() + " (expected: an object such as {\"size\": 3})");
        }
        text.next();
        text.skipBlanks();
        if (!text.ended() && text.peek() == '}') {
            text.next();
        } else {
            boolean more = true;
            while (more) {
                member();
                text.skipBlanks();
                more = text.oneOf(",}", "a comma or the end of the object") == ',';
                if (more) {
                    text.skipBlanks();
                }
            }
        }
        rows.accept(this);
    }

    private void member() {
        int line = text.line();
        int column = text.column();
        if (text.ended() || text.peek() != '"') {
            throw text.broken("found " + text.shown() + " (expected: a key in double quotes)");
        }
        String key = texts.of(string());
        int cell;
        try {
            cell = keys.column(key);
        } catch (JsonKeys.Refused e) {
            throw text.errorAt(line, column, String.valueOf(e.getMessage()));
        }
        makeRoom();
        if (seenIn[cell] == row) {
            throw text.errorAt(
                    line,
                    column,
                    "key " + Excerpt.of(key) + " stands twice in this object (expected: once)\nfix: keep one of them");
        }
        seenIn[cell] = row;
        text.skipBlanks();
        text.oneOf(":", "a colon after the key");
        text.skipBlanks();
        lines[cell] = text.line();
        columns[cell] = text.column();
        values[cell] = value(key);
    }

    private void makeRoom() {
        int before = values.length;
        if (keys.count() > before) {
            int size = Math.max(keys.count(), before * 2);
            values = Arrays.copyOf(values, size);
            lines = Arrays.copyOf(lines, size);
            columns = Arrays.copyOf(columns, size);
            seenIn = Arrays.copyOf(seenIn, size);
            Arrays.fill(lines, before, size, rowLine);
            Arrays.fill(columns, before, size, rowColumn);
        }
    }

    private @Nullable String value(String key) {
        char first = text.ended() ? 0 : text.peek();
        if (first == '{' || first == '[') {
            throw text.broken("key " + Excerpt.of(key) + " holds " + (first == '{' ? "an object" : "an array")
                    + " (expected: text, a number, true, false or null)\nfix: write its parts as keys of their own, for"
                    + " example " + Excerpt.of(key) + ".part, or leave it out");
        }
        if (first == '"') {
            String value = texts.of(string());
            return missing.contains(value) ? null : value;
        }
        int line = text.line();
        int column = text.column();
        String token = text.token(LONGEST);
        if (token.isEmpty()) {
            throw text.broken("found " + text.shown() + " (expected: a value)");
        }
        if (token.equals("null")) {
            return null;
        }
        if (token.equals("true") || token.equals("false")) {
            return texts.of(token);
        }
        if (!NUMBER.matcher(token).matches()) {
            throw text.errorAt(line, column, wrong(token));
        }
        boolean large = token.length() > LONGEST_NUMBER || token.indexOf('e') >= 0 || token.indexOf('E') >= 0;
        if (large && Double.isInfinite(Double.parseDouble(token))) {
            throw text.errorAt(
                    line, column, Excerpt.of(token) + " is no finite number (expected: one, or null)\nfix: write null");
        }
        return texts.of(token);
    }

    private static String wrong(String token) {
        String fix = switch (token) {
            case "NaN", "Infinity", "-Infinity" -> "write null for what is no finite number";
            case "True", "False", "None" -> "write true, false or null";
            default -> "put text in double quotes; a number has no sign +, no leading zero, no comma";
        };
        return Excerpt.of(token) + " (expected: text in double quotes, a number as in JSON, true, false or null)\nfix: "
                + fix;
    }

    private String string() {
        return text.string(LONGEST);
    }

    @Override
    public String place() {
        return text.place();
    }

    @Override
    public int line() {
        return rowLine;
    }

    @Override
    public String raw() {
        return text.between(rowStart);
    }

    @Override
    public @Nullable String text(int cell) {
        return cell < values.length ? values[cell] : null;
    }

    @Override
    public int lineOf(int cell) {
        return cell < lines.length ? lines[cell] : rowLine;
    }

    @Override
    public int columnOf(int cell) {
        return cell < columns.length ? columns[cell] : rowColumn;
    }
}

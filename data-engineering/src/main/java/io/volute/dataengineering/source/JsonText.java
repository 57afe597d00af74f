package io.volute.dataengineering.source;

import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.nio.CharBuffer;

/** The characters of a JSON text with the place of the next one. Used by one thread. */
final class JsonText {
    private final String place;
    private final char[] text;
    private final int end;
    private int next;
    private int line = 1;
    private int lineStart;

    JsonText(String place, CharBuffer text) {
        this.place = place;
        this.text = text.array();
        this.end = text.limit();
        if (end > 0 && this.text[0] == '\uFEFF') {
            next = 1;
            lineStart = 1;
        }
    }

    String place() {
        return place;
    }

    boolean ended() {
        return next == end;
    }

    char peek() {
        return text[next];
    }

    void next() {
        next++;
    }

    int at() {
        return next;
    }

    int line() {
        return line;
    }

    int column() {
        return next - lineStart + 1;
    }

    /** What was read since. */
    String between(int start) {
        return new String(text, start, next - start);
    }

    void skipBlanks() {
        while (next < end) {
            char c = text[next];
            if (c == '\n') {
                line++;
                lineStart = next + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            next++;
        }
    }

    /** Takes one of these characters. */
    char oneOf(String allowed, String expected) {
        if (ended() || allowed.indexOf(text[next]) < 0) {
            throw broken("found " + shown() + " (expected: " + expected + ")");
        }
        return text[next++];
    }

    /** The next character, for messages. */
    String shown() {
        return ended() ? "the end of the file" : Excerpt.of(String.valueOf(text[next]));
    }

    /** What stands up to the next blank or sign of structure. */
    String token(int longest) {
        int start = next;
        while (next < end && ",:{}[]\" \t\r\n".indexOf(text[next]) < 0) {
            next++;
        }
        if (next - start > longest) {
            int column = start - lineStart + 1;
            throw errorAt(
                    line, column, "a value of more than " + longest + " characters (expected: fewer)\nfix: shorten it");
        }
        return new String(text, start, next - start);
    }

    /** A text in double quotes, whose first one comes next. */
    String string(int longest) {
        int openColumn = column();
        next++;
        StringBuilder value = new StringBuilder();
        while (true) {
            if (next == end || text[next] == '\n') {
                throw errorAt(
                        line,
                        openColumn,
                        "this quote is not closed in its line (expected: a second one; was the file cut off?)"
                                + "\nfix: deliver the whole file again, or write a line break as \\n");
            }
            char c = text[next];
            if (c < ' ') {
                throw broken("a control character, " + Excerpt.of(String.valueOf(c))
                        + " (expected: it escaped)\nfix: write it as \\t, \\n, \\r or \\u00XX");
            }
            if (value.length() > longest) {
                throw errorAt(
                        line,
                        openColumn,
                        "a text of more than " + longest
                                + " characters (expected: fewer; is a quote missing?)\nfix: close the quote, or shorten it");
            }
            if (c == '"') {
                next++;
                return value.toString();
            }
            if (c == '\\') {
                escape(value);
            } else {
                value.append(c);
                next++;
            }
        }
    }

    private void escape(StringBuilder value) {
        int known = next + 1 < end ? "\"\\/bfnrtu".indexOf(text[next + 1]) : -1;
        if (known < 0) {
            throw broken("a backslash that begins no escape (expected: one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t"
                    + " \\uXXXX)\nfix: double it");
        }
        if (text[next + 1] != 'u') {
            value.append("\"\\/\b\f\n\r\t".charAt(known));
            next += 2;
            return;
        }
        char unit = hex();
        if (unit == 0) {
            throw broken("a NUL character (expected: text)\nfix: leave it out");
        }
        if (Character.isSurrogate(unit)) {
            pair(value, unit);
        } else {
            value.append(unit);
            next += 6;
        }
    }

    /** Two escapes that are one character; half of one is no text, and no two readers agree on it. */
    private void pair(StringBuilder value, char high) {
        int start = next;
        if (Character.isHighSurrogate(high) && next + 7 < end && text[next + 6] == '\\' && text[next + 7] == 'u') {
            next += 6;
            char low = hex();
            if (Character.isLowSurrogate(low)) {
                value.append(high).append(low);
                next += 6;
                return;
            }
            next = start;
        }
        throw broken("half of a surrogate pair (expected: both halves)\nfix: write the character itself");
    }

    private char hex() {
        int value = 0;
        for (int i = next + 2; i < next + 6; i++) {
            int digit = i < end && text[i] < 128 ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                throw broken("\\u without four hexadecimal digits (expected: for example \\u00e9)\nfix: complete it");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** The text breaks the rules of JSON right here. */
    VoluteException broken(String what) {
        String fix = what.contains("\nfix: ")
                ? ""
                : "\nfix: " + (ended() ? "deliver the whole file again" : "correct this line");
        return errorAt(line, column(), what + fix);
    }

    VoluteException errorAt(int atLine, int atColumn, String what) {
        return new VoluteException(DataError.BAD_STRUCTURE, place + ":" + atLine + ":" + atColumn + ": " + what);
    }

    VoluteException error(DataError code, String what) {
        return new VoluteException(code, place + ":" + line + ":" + column() + ": " + what);
    }
}

package io.volute.businessanalysis.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and inline SVG: every text and attribute is escaped, every element is closed. Not thread-safe.
 */
public final class Html {
    private final StringBuilder out = new StringBuilder(64 * 1024);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes come as name and value in turn. */
    public Html open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing in it: {@code <line …/>}. */
    public Html empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element with text. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Opens a document of ours up to its {@code main}: three elements to close. */
    public Html begin(String title, String css) {
        open("html", "lang", "en").line().open("head").line();
        empty("meta", "charset", "utf-8").line();
        empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        empty("meta", "name", "color-scheme", "content", "light dark").line();
        element("title", title).line();
        return style(css).close().line().open("body").line().open("main").line();
    }

    /** Escaped text. */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /** A line break in the source, for people who read it. */
    public Html line() {
        out.append('\n');
        return this;
    }

    /** A style sheet of ours; anything that could end it early is refused. */
    public Html style(String css) {
        if (css.contains("</")) {
            throw new IllegalArgumentException("a style sheet cannot contain </");
        }
        out.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    /** The document. */
    public String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!DOCTYPE html>\n" + out;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}

package io.volute.cli.output;

import java.io.PrintStream;

/**
 * Where the process writes. Every text passes the {@link Redactor}. Used by one thread at a time.
 *
 * @param out standard output: results
 * @param err standard error: problems, and progress while standard output carries a document
 * @param outLive whether standard output is a terminal
 * @param errLive whether standard error is a terminal
 * @param noColour whether colours are unwanted even there ({@code NO_COLOR})
 * @param width columns of the terminal
 * @param redactor takes secrets out
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean outLive,
        boolean errLive,
        boolean noColour,
        int width,
        Redactor redactor) {
    private static final String CLEAR_LINE = "\r\u001B[2K";

    /** One of the two streams, or nothing. */
    public interface Channel {
        /** Writes a line. */
        void line(String text);

        /** Replaces the last line while something goes on; only where {@link #live}. Empty clears it. */
        void transientLine(String text);

        /** Whether a person watches. */
        boolean live();

        /** Whether to use colours. */
        boolean colours();

        /** The text in a style. */
        default String styled(Style style, String text) {
            return style.of(text, colours());
        }
    }

    /** Says nothing. */
    public static final Channel SILENT = new Channel() {
        @Override
        public void line(String text) {}

        @Override
        public void transientLine(String text) {}

        @Override
        public boolean live() {
            return false;
        }

        @Override
        public boolean colours() {
            return false;
        }
    };

    /** Standard output. */
    public Channel results() {
        return new Stream(out, outLive, outLive && !noColour, redactor);
    }

    /** Standard error. */
    public Channel problems() {
        return new Stream(err, errLive, errLive && !noColour, redactor);
    }

    private record Stream(PrintStream stream, boolean live, boolean colours, Redactor redactor) implements Channel {
        @Override
        public void line(String text) {
            stream.println(redactor.clean(text));
            stream.flush();
        }

        @Override
        public void transientLine(String text) {
            if (live) {
                stream.print(CLEAR_LINE + redactor.clean(text));
                stream.flush();
            }
        }
    }
}

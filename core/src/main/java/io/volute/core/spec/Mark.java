package io.volute.core.spec;

/**
 * A place in a text.
 *
 * @param file name as the user gave it, or the option that the text came from
 * @param line 1-based, 0 when there are no lines
 * @param column 1-based, counted in characters, 0 when there are no columns
 */
record Mark(String file, int line, int column) {
    /** A text as a whole. */
    static Mark whole(String file) {
        return new Mark(file, 0, 0);
    }
}

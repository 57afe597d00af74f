package io.volute.core.stage;

import java.util.List;
import java.util.Optional;

/**
 * Something that shown numbers rest on, line by line: a posting of the books, a release, an experiment. An output with a
 * list of these lets {@code why} list them under each of their figures.
 *
 * @param kind what it is, in one word: {@code LEDGER}, {@code RELEASE}
 * @param id its name among its kind
 * @param text what it says, with amount and unit
 * @param figures ids of the figures that it counts in
 * @param artifact digest of the artifact that it is or speaks of; absent where it is none
 */
public record FigureLine(String kind, String id, String text, List<String> figures, Optional<String> artifact) {
    /** Copies. */
    public FigureLine {
        figures = List.copyOf(figures);
    }

    /** Without an artifact. */
    public FigureLine(String kind, String id, String text, List<String> figures) {
        this(kind, id, text, figures, Optional.empty());
    }
}

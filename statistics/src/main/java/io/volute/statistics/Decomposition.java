package io.volute.statistics;

import java.util.List;
import java.util.Optional;

/**
 * A change in parts that sum to it.
 *
 * @param from value before
 * @param to value after
 * @param parts in the order in which they were given
 * @param warning what a reader of the total alone would get wrong; empty if nothing
 * @param method short stable name of the definition
 */
public record Decomposition(double from, double to, List<Part> parts, Optional<String> warning, String method)
        implements Decomposed {

    private static final double ROUNDING = 1e-9;

    /**
     * One part of the change.
     *
     * @param name of the factor, or of the segment with what changed in it
     * @param change in the unit of the whole
     */
    public record Part(String name, double change) {}

    /** @throws IllegalArgumentException if the parts do not sum to the change, to 1e-9 of its size */
    public Decomposition {
        parts = List.copyOf(parts);
        double sum = parts.stream().mapToDouble(Part::change).sum();
        double scale = Math.max(Math.max(Math.abs(from), Math.abs(to)), 1e-300);
        if (!(Math.abs(sum - (to - from)) <= ROUNDING * scale)) {
            throw new IllegalArgumentException(
                    method + ": parts sum to " + sum + " (expected: the change, " + (to - from) + ")");
        }
    }

    /** The change as a whole. */
    public double change() {
        return to - from;
    }
}

package io.volute.statistics.ledger;

import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;

/**
 * Something uncertain with a name: within a path it has one value, wherever the name is used and in every period. Fresh
 * draws for each period would shrink the interval by the root of their number.
 *
 * @param name such as {@code unit value 7}; what shares a name shares the draw
 * @param value how it is drawn
 */
public record Quantity(String name, Uncertain value) {

    /** @throws IllegalArgumentException without a name */
    public Quantity {
        if (name.isBlank()) {
            throw new IllegalArgumentException("quantity without a name (expected: one)");
        }
    }

    /** Known for certain. */
    public static Quantity known(String name, double value) {
        return new Quantity(name, new Uncertain.Known(value));
    }

    /** Its value in a path: the same whatever else is drawn, in whatever order. */
    double in(long path, long seed) {
        return value.draw(Draws.of(seed ^ SplitMix.mix64(name.hashCode()), path));
    }
}

package io.volute.statistics.ledger;

import java.util.List;
import java.util.OptionalDouble;

/**
 * When an investment pays back: a distribution, part of which may lie beyond the horizon.
 *
 * @param probabilityBy chance to have reached 0 by the end of period 0, 1, 2 …; rising
 * @param low time by which one path in ten is there, in periods with fractions; empty: not within the horizon
 * @param median time by which half of the paths are there; empty: not within the horizon
 * @param high time by which nine paths in ten are there; empty: open, not within the horizon
 */
public record BreakEven(List<Double> probabilityBy, OptionalDouble low, OptionalDouble median, OptionalDouble high) {

    /** @throws IllegalArgumentException without periods */
    public BreakEven {
        if (probabilityBy.isEmpty()) {
            throw new IllegalArgumentException("break-even: no periods (expected: >= 1)");
        }
        probabilityBy = List.copyOf(probabilityBy);
    }

    /** Chance that it does not pay back within the horizon. */
    public double probabilityBeyond() {
        return 1 - probabilityBy.get(probabilityBy.size() - 1);
    }
}

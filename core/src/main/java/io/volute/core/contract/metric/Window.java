package io.volute.core.contract.metric;

import java.time.Duration;

/**
 * A stretch of time measured from a unit's first exposure, half open: {@code [from, to)}.
 *
 * @param from distance of its start, negative before the exposure
 * @param to distance of its end, after {@code from}
 */
public record Window(Duration from, Duration to) {
    /** Checks. */
    public Window {
        if (to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("window: [" + from + ", " + to + ") (expected: an end after its start)");
        }
    }
}

package io.volute.businessanalysis.metric;

import io.volute.core.contract.metric.Window;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.time.Duration;

/**
 * A stretch of time after the exposure, half open.
 *
 * @param from its start
 * @param to its end
 */
public record MetricWindow(
        @Doc("its start, as a distance from the exposure") @Default("PT0S")
        Duration from,

        @Doc("its end, as a distance from the exposure, such as P28D")
        Duration to) {
    /** Checks. */
    public MetricWindow {
        if (from.isNegative()) {
            throw new IllegalArgumentException("from: " + from + " (expected: at the exposure or after it)");
        }
        if (to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("to: " + to + " (expected: after from, " + from + ")");
        }
    }

    Window window() {
        return new Window(from, to);
    }
}

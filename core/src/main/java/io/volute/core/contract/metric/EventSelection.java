package io.volute.core.contract.metric;

import io.volute.core.table.Expression;
import java.util.Optional;

/**
 * Which events of a log are meant.
 *
 * @param event name of the event
 * @param where a condition over the log's columns; empty: all of that name
 */
public record EventSelection(String event, Optional<Expression> where) {
    /** Checks. */
    public EventSelection {
        if (event.isBlank()) {
            throw new IllegalArgumentException("event: blank (expected: the name of an event)");
        }
    }
}

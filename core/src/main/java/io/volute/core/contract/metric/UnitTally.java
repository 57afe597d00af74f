package io.volute.core.contract.metric;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One number for each unit, counted in the log of events. Names of the tallies of one question differ. */
public sealed interface UnitTally {
    /** Name of the column that holds it. */
    String name();

    /**
     * Events in a window.
     *
     * @param distinct column whose different values are counted instead of events; events without one do not count
     */
    record Count(String name, EventSelection events, Optional<String> distinct, Window window) implements UnitTally {}

    /** Sum of a column over the events in a window; whole numbers are added exactly, 0 without events. */
    record Sum(String name, EventSelection events, String column, Window window) implements UnitTally {}

    /**
     * Keys whose first event lies in a window. First is meant over all events of the log: what a unit saw before its
     * exposure was not first seen after it, however often it is shown again.
     *
     * @param key column of the key, for example of a recommendation
     */
    record Seen(String name, EventSelection events, String key, Window window) implements UnitTally {}

    /**
     * Of the keys that {@link Seen} counts, those that were answered: an event with the same key happened at the first
     * one or later, but less than {@code within} after it. A key counts once.
     *
     * @param answers the answering events
     * @param before distance from the exposure from which on answers do not count; empty: no limit
     */
    record Answered(
            String name,
            EventSelection events,
            String key,
            Window window,
            EventSelection answers,
            Duration within,
            Optional<Duration> before)
            implements UnitTally {}

    /** 1 where the steps happened one after the other, each at the one before or later, all in the window; else 0. */
    record Reached(String name, List<EventSelection> steps, Window window) implements UnitTally {
        /** Copies. */
        public Reached {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("steps: none (expected: at least one)");
            }
        }
    }
}

package io.volute.core.contract.metric;

import io.volute.core.table.Table;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a log says of each unit.
 *
 * @param units one row for each assigned unit in the order of their names: the columns of {@link EventTotals.Assigned}
 *     (no moment of exposure: not exposed by then), the attributes, then the tallies, DOUBLE, 0 for who was not exposed
 * @param attributes names of the attributes
 * @param log what was found in the log as a whole
 */
public record UnitTotals(Table units, List<String> attributes, LogFacts log) {
    /** Copies. */
    public UnitTotals {
        attributes = List.copyOf(attributes);
    }

    /**
     * What was found in the log as a whole.
     *
     * @param events rows read
     * @param duplicates rows that repeat the id of one that counts
     * @param conflicting of these, rows that say something else than the one that counts
     * @param unassigned events of units that have no assignment
     * @param unknownYet events received at or after the moment of the question
     * @param beforeExposure events of exposed units before their exposure
     * @param receivedBefore events received more than five minutes before they happened: clocks disagree
     * @param negative events whose value, of a column that is added up, is below 0
     * @param days events by UTC day on which they happened, days without events between the first and the last included
     */
    public record LogFacts(
            long events,
            long duplicates,
            long conflicting,
            long unassigned,
            long unknownYet,
            long beforeExposure,
            long receivedBefore,
            long negative,
            SortedMap<LocalDate, Long> days) {
        /** Copies. */
        public LogFacts {
            days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
        }
    }
}

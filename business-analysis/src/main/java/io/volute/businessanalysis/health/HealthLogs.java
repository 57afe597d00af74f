package io.volute.businessanalysis.health;

import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Which log holds a metric's events, and when the first experiment began.
 *
 * @param name of the log; empty where there is none
 * @param events its rows; of no log, none
 * @param refusal why no log can be read
 */
record HealthLogs(String name, Table events, Optional<Refused> refusal) {
    private static final String FIX = "declare one in data-engineering.logs with holds: events";

    /** The only log of events, or the only one that holds all that are named. */
    static HealthLogs choose(SortedMap<String, Table> logs, SortedSet<String> named) {
        SortedMap<String, Table> holding = new TreeMap<>(logs);
        holding.values().removeIf(rows -> rows.find(Logged.EVENT_ID).isEmpty());
        if (holding.size() > 1) {
            holding.values().removeIf(rows -> !CountedTerms.seen(rows).containsAll(named));
        }
        return switch (holding.size()) {
            case 1 ->
                new HealthLogs(holding.firstKey(), holding.values().iterator().next(), Optional.empty());
            case 0 -> none("no log holds " + String.join(", ", named), FIX);
            default ->
                none(
                        "logs " + String.join(", ", holding.keySet()) + " all hold " + String.join(", ", named)
                                + " (expected: one of them)",
                        "leave these events to one log");
        };
    }

    private static HealthLogs none(String message, String remedy) {
        return new HealthLogs("", Table.of(java.util.List.of()), Optional.of(new Refused("no-log", message, remedy)));
    }

    /** When a unit was first assigned to anything, before a date. */
    static Optional<Instant> firstAssigned(Iterable<Table> logs, Instant before) {
        Optional<Instant> first = Optional.empty();
        for (Table rows : logs) {
            Optional<Column> at = rows.find(Assigned.ASSIGNED_AT);
            for (int row = 0; at.isPresent() && row < rows.rows(); row++) {
                Instant when = at.get().instantAt(row);
                if (when.isBefore(first.orElse(before))) {
                    first = Optional.of(when);
                }
            }
        }
        return first;
    }

    /** Names of the events that it holds. */
    Set<String> seen() {
        return CountedTerms.seen(events);
    }
}

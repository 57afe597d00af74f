package io.volute.businessanalysis.metric;

import io.volute.core.contract.metric.EventSelection;
import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;
import java.time.Duration;
import java.util.Optional;

/**
 * Which events count, and what of them.
 *
 * @param event name of the event
 * @param where a condition over the log's columns
 * @param value column that is added up
 * @param distinct column whose different values are counted
 * @param join in a numerator, the column by which its events answer those of the denominator
 * @param within with {@code join}, how soon after the denominator's event
 */
public record EventTerm(
        @Doc("name of the event") String event,

        @Doc("a condition over the columns of the log, such as seconds >= 60")
        Optional<String> where,

        @Doc("the column that is added up") Optional<String> value,
        @Doc("the column whose different values count") Optional<String> distinct,

        @Doc("the column by which a numerator's event answers one of the denominator")
        Optional<String> join,

        @Doc("how soon after the denominator's event, such as PT48H")
        Optional<Duration> within) {
    /** Checks. */
    public EventTerm {
        where.ifPresent(Expression::parse);
        if (value.isPresent() && distinct.isPresent()) {
            throw new IllegalArgumentException("distinct: beside value (expected: one of them)");
        }
        if (within.isPresent() != join.isPresent()) {
            throw new IllegalArgumentException("within: goes with join (expected: both or none)");
        }
        if (within.isPresent() && (within.get().isNegative() || within.get().isZero())) {
            throw new IllegalArgumentException("within: " + within.get() + " (expected: more than nothing)");
        }
        if (join.isPresent() && (value.isPresent() || distinct.isPresent())) {
            throw new IllegalArgumentException(
                    "join: beside value or distinct (expected: join alone; each key of the denominator counts once)");
        }
    }

    /** All events of a name. */
    public static EventTerm of(String event) {
        return new EventTerm(
                event, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    EventSelection selection() {
        return new EventSelection(event, where.map(Expression::parse));
    }
}

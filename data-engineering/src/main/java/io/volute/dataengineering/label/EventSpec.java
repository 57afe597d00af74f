package io.volute.dataengineering.label;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.stage.Choice;
import io.volute.core.table.Expression;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.join.RecordContract;
import io.volute.dataengineering.join.RecordSource;
import io.volute.dataengineering.join.SameDay;
import io.volute.dataengineering.source.Source;
import java.time.Period;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A label that nobody writes: whether an event came within a window after the decision. Until the window and the delay
 * have passed, a row without an event says nothing, so it has no label yet, and neither has one with an event: rows that
 * were labelled early would all be positive.
 *
 * @param source where the events come from
 * @param contract what they look like
 * @param on column of the events by column of the decisions
 * @param at whether a decision of a day comes after the events of that day
 * @param where which events count
 * @param window how long after the decision an event makes the label positive
 * @param delay how long an event may take to be on record
 */
public record EventSpec(
        @Doc("where the events come from") Choice<Source> source,
        @Doc("what the events look like") RecordContract contract,

        @Doc("columns of the decisions with the column of the events that each equals")
        SortedMap<String, String> on,

        @Doc(
                "inclusive: a decision knows the events of its own day; exclusive: they come after it; needed where a time is a date")
        Optional<SameDay> at,

        @Doc("which events count, for example \"kind = 'cancel'\"; left out, all of them")
        Optional<String> where,

        @Doc("how long after the decision an event counts, for example P14D")
        Period window,

        @Doc("how long an event may take to be on record, for example P3D") @Default("P0D")
        Period delay) {
    /** Copies and checks. */
    public EventSpec {
        on = Collections.unmodifiableSortedMap(new TreeMap<>(on));
        where.ifPresent(Expression::parse);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window: " + window + " (expected: a period such as P14D)");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: a period such as P3D, or none)");
        }
    }

    /** Its events, for the label of this name. */
    public RecordSource records(String label) {
        return new RecordSource(label, source, contract, on, at, Optional.empty());
    }

    /** Column that says after how many days the first event came. */
    public static String days(String label) {
        return label + ".days";
    }

    /** The columns that it makes: whether an event came, and after how many days the first one did. */
    SortedMap<String, ColumnContract> added(String label) {
        Period inclusive = at.filter(SameDay.INCLUSIVE::equals).isPresent() ? Period.ofDays(1) : Period.ZERO;
        Availability mature = new Availability(Optional.of(window.plus(delay).plus(inclusive)));
        SortedMap<String, ColumnContract> added = new TreeMap<>();
        added.put(label, new ColumnContract(ValueType.BOOL, mature, ColumnContract.OnBadValue.REFUSE));
        added.put(days(label), new ColumnContract(ValueType.NUMBER, mature, ColumnContract.OnBadValue.REFUSE));
        return added;
    }

    /** Refuses what does not fit the decisions' contract or the events' own. */
    void checkAgainst(String label, Contract decisions, Optional<String> batch) {
        RecordSource records = records(label);
        records.checkAgainst(decisions);
        where.ifPresent(
                text -> Expression.parse(text).select(contract.contract().emptyTable()));
        batch.ifPresent(column -> records.column("batch", column));
    }
}

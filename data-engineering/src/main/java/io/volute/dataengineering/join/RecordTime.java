package io.volute.dataengineering.join;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When records are known: written down at {@code available} (a column, or a delay after the event; without it at once),
 * and, where a day stands for a time, by the rule for values of the same day.
 *
 * @param eventTime column that says when a record happened
 * @param available column or delay
 * @param at the rule for values of the same day
 */
record RecordTime(String eventTime, Optional<String> available, Optional<SameDay> at) {
    private static final long DAY = 86_400_000_000L;

    /**
     * Checks it against both contracts.
     *
     * @param what the join or label, for messages
     */
    void check(String what, Contract decisions, Contract records) {
        boolean days = RecordSource.isByDay(decisions) || RecordSource.isByDay(records);
        if (available.isPresent() && delay(records).isEmpty()) {
            ColumnContract column = records.columns().get(available.get());
            ColumnType type = column == null ? ColumnType.TEXT : column.type().column();
            if (type != ColumnType.DATE && type != ColumnType.INSTANT) {
                throw new IllegalArgumentException(what + ": available: " + available.get()
                        + " (expected: a date or instant column of its contract, or a delay such as P2D)");
            }
            days |= type == ColumnType.DATE;
        }
        if (days && at.isEmpty()) {
            throw new IllegalArgumentException(what + ": same-day values: unknown whether known at decision time"
                    + " (expected: at: inclusive or at: exclusive, as a time here is a date without time of day)");
        }
        if (!days && at.isPresent()) {
            throw new IllegalArgumentException(what + ": at: where all times have a time of day (expected: none)");
        }
    }

    private Optional<Period> delay(Contract records) {
        return available.filter(text -> !records.columns().containsKey(text)).flatMap(RecordTime::period);
    }

    private static Optional<Period> period(String text) {
        try {
            return Optional.of(Period.parse(text)).filter(period -> !period.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Times of one record in microseconds; {@code known} is when a decision may use it. */
    record Times(long event, long available, long known) {}

    /**
     * The times of a record; empty when it has not been written down.
     *
     * @param decisionsByDay whether decisions have no time of day
     */
    Optional<Times> times(Table records, int row, Contract contract, boolean decisionsByDay) {
        Column event = records.column(eventTime);
        boolean eventByDay = event.type() == ColumnType.DATE;
        long happened = micros(event.instantAt(row));
        long usable = usable(happened, eventByDay || decisionsByDay);
        if (available.isEmpty()) {
            return Optional.of(new Times(happened, happened, usable));
        }
        Optional<Period> delay = delay(contract);
        if (delay.isPresent()) {
            long written = plus(happened, delay.get());
            return Optional.of(
                    new Times(happened, written, Math.max(usable, usable(written, eventByDay || decisionsByDay))));
        }
        Column arrival = records.column(available.get());
        if (arrival.isMissing(row)) {
            return Optional.empty();
        }
        long written = micros(arrival.instantAt(row));
        boolean byDay = arrival.type() == ColumnType.DATE || decisionsByDay;
        return Optional.of(new Times(happened, written, Math.max(usable, usable(written, byDay))));
    }

    /** From when on a decision may use a value of this time. */
    private long usable(long micros, boolean byDay) {
        if (!byDay) {
            return micros;
        }
        long day = Math.floorDiv(micros, DAY) * DAY;
        return at.orElse(SameDay.EXCLUSIVE) == SameDay.INCLUSIVE ? day : day + DAY;
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }

    /** A calendar period later, or with a negated one earlier; in UTC. */
    static long plus(long micros, Period period) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        return micros(instant.atZone(ZoneOffset.UTC).plus(period).toInstant());
    }
}

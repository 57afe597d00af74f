package io.volute.dataengineering.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When a column's value is known: {@code now} at decision time, a period such as {@code P30D} after it, {@code later}
 * when nobody has said how long after it, or {@code never} as far as decisions and labels go.
 *
 * @param delay time from the decision to the value, zero for later; empty for never
 * @param unsaid what is not known of the delay; only for later
 */
public record Availability(Optional<Period> delay, Optional<Unsaid> unsaid) {
    /** Known at decision time. */
    public static final Availability NOW = new Availability(Optional.of(Period.ZERO));
    /** Known after the decision, nobody has said how long after; labels made of it count as known at once. */
    public static final Availability LATER = new Availability(Optional.of(Period.ZERO), Optional.of(Unsaid.HOW_LONG));
    /** Never known in time. */
    public static final Availability NEVER = new Availability(Optional.empty());

    /** What a delay may leave open. */
    public enum Unsaid {
        /** How long it is. */
        HOW_LONG
    }

    /** With a delay that is said, or never. */
    public Availability(Optional<Period> delay) {
        this(delay, Optional.empty());
    }

    /** Reads the written form. */
    @JsonCreator
    public static Availability parse(String text) {
        if (text.equals("now")) {
            return NOW;
        }
        if (text.equals("later")) {
            return LATER;
        }
        if (text.equals("never")) {
            return NEVER;
        }
        try {
            Period period = Period.parse(text);
            if (!period.isNegative() && !period.isZero()) {
                return new Availability(Optional.of(period));
            }
        } catch (DateTimeParseException e) {
            // Told below with all that is possible.
        }
        throw new IllegalArgumentException(
                "available: " + text + " (expected: now, later, never, or a period after the decision such as P30D)");
    }

    /** Whether the value is known at decision time. */
    public boolean isNow() {
        return equals(NOW);
    }

    /** Whether the value is known some time after the decision. */
    public boolean isLate() {
        return delay.isPresent() && !isNow();
    }

    /** When the value of a decision taken at this time is known; calendar periods count in UTC. */
    public Instant knownAt(Instant decision) {
        Period period = delay.orElseThrow(() -> new IllegalStateException("a column that is never available"));
        return decision.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }

    @Override
    @JsonValue
    public String toString() {
        if (equals(LATER)) {
            return "later";
        }
        return isNow() ? "now" : delay.map(Period::toString).orElse("never");
    }
}

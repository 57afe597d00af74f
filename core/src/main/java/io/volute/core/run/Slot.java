package io.volute.core.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The period that a scheduled run stands for, in UTC, never the time at which it happens to execute. Written
 * {@code 2000}, {@code 2000-03} or {@code 2000-03-04}; the one slot of a table without decision times is {@code all}.
 *
 * @param cadence length of the period
 * @param first its first day
 */
public record Slot(Cadence cadence, LocalDate first) implements Comparable<Slot> {
    /** The one slot of rows that have no time: it begins in 1970 and no other comes after it. */
    public static final Slot ALL = new Slot(Cadence.ALL, LocalDate.EPOCH);

    private static final LocalDate END_OF_ALL = LocalDate.of(9999, 12, 31);
    private static final Pattern FORM = Pattern.compile("(\\d{4})(-(\\d{2})(-(\\d{2}))?)?");
    private static final String WHOLE = "all";
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::first).thenComparing(Slot::cadence);

    /** Length of a slot, shortest first; written as an ISO period. */
    public enum Cadence {
        /** A day. */
        @JsonProperty("P1D")
        DAY,
        /** A calendar month. */
        @JsonProperty("P1M")
        MONTH,
        /** A calendar year. */
        @JsonProperty("P1Y")
        YEAR,
        /** Everything there is; no spec says it, it follows from a contract without decision times. */
        @JsonIgnore
        ALL
    }

    /** Checks that the day begins a period of the cadence. */
    public Slot {
        if (!first.equals(floor(cadence, first))) {
            throw new IllegalArgumentException("slot: " + first + " does not begin a " + cadence);
        }
    }

    /** The slot of this cadence that contains the day. */
    public static Slot containing(Cadence cadence, LocalDate day) {
        return new Slot(cadence, floor(cadence, day));
    }

    /** The slot of this cadence that contains the instant (UTC). */
    public static Slot containing(Cadence cadence, Instant instant) {
        return containing(cadence, instant.atZone(ZoneOffset.UTC).toLocalDate());
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    @JsonCreator
    public static Slot parse(String text) {
        if (text.equals(WHOLE)) {
            return ALL;
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "slot: " + text + " (expected a period such as 2000, 2000-03 or 2000-03-04)");
        }
        Cadence cadence = form.group(2) == null ? Cadence.YEAR : form.group(4) == null ? Cadence.MONTH : Cadence.DAY;
        try {
            int month = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
            int day = form.group(5) == null ? 1 : Integer.parseInt(form.group(5));
            return new Slot(cadence, LocalDate.of(Integer.parseInt(form.group(1)), month, day));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("slot: " + text + " (expected an existing date)", e);
        }
    }

    private static LocalDate floor(Cadence cadence, LocalDate day) {
        return switch (cadence) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            case ALL -> LocalDate.EPOCH;
        };
    }

    /** Start of the period, inclusive. */
    public Instant start() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** End of the period, exclusive. */
    public Instant end() {
        return cadence == Cadence.ALL ? END_OF_ALL.atStartOfDay(ZoneOffset.UTC).toInstant() : next().start();
    }

    /**
     * This slot and those after it that begin before the instant.
     *
     * @param until exclusive
     */
    public List<Slot> until(Instant until) {
        List<Slot> slots = new ArrayList<>();
        for (Slot slot = this; slot.start().isBefore(until); slot = slot.next()) {
            slots.add(slot);
            if (cadence == Cadence.ALL) {
                break;
            }
        }
        return List.copyOf(slots);
    }

    /**
     * The following slot of the same cadence.
     *
     * @throws IllegalStateException if this is {@link #ALL}
     */
    public Slot next() {
        return new Slot(
                cadence,
                switch (cadence) {
                    case DAY -> first.plusDays(1);
                    case MONTH -> first.plusMonths(1);
                    case YEAR -> first.plusYears(1);
                    case ALL -> throw new IllegalStateException("slot all: none comes after it");
                });
    }

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        String day = first.toString();
        return switch (cadence) {
            case DAY -> day;
            case MONTH -> day.substring(0, 7);
            case YEAR -> day.substring(0, 4);
            case ALL -> WHOLE;
        };
    }
}

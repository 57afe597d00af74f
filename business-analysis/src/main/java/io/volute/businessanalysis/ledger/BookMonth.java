package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.volute.core.error.Excerpt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * A period of the books, written {@code 2026-07}.
 *
 * @param month the month
 */
public record BookMonth(YearMonth month) implements Comparable<BookMonth> {
    /**
     * Reads {@code 2026-07}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    @JsonCreator
    public static BookMonth parse(String text) {
        try {
            return new BookMonth(YearMonth.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "period: " + Excerpt.of(text) + " (expected: a month such as 2026-07)", e);
        }
    }

    /** The month in which a moment lies, UTC. */
    public static BookMonth of(Instant instant) {
        return new BookMonth(YearMonth.from(instant.atZone(ZoneOffset.UTC)));
    }

    /** The month of a day. */
    public static BookMonth of(LocalDate day) {
        return new BookMonth(YearMonth.from(day));
    }

    /** The following month. */
    public BookMonth next() {
        return new BookMonth(month.plusMonths(1));
    }

    /** Whether it is over at a moment. */
    public boolean isOverAt(Instant at) {
        return !month.plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .isAfter(at);
    }

    @Override
    public int compareTo(BookMonth other) {
        return month.compareTo(other.month);
    }

    /** As written. */
    @Override
    @JsonValue
    public String toString() {
        return month.toString();
    }
}

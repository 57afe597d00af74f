package io.volute.cli.verb;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads dates and slots of options. */
public final class Moments {
    private Moments() {}

    /** {@code now}, a day (its start in UTC) or a moment in UTC. */
    public static Instant asOf(String text, Clock clock) {
        Instant now = clock.instant();
        if (text.equals("now")) {
            return now;
        }
        Instant asOf;
        try {
            asOf = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--as-of: " + Excerpt.of(text)
                            + " (expected: now, a date such as 2000-01-31, or a moment such as 2000-01-31T00:00:00Z)",
                    e);
        }
        // A pass of the future would make a look back of every later one.
        if (asOf.isAfter(now)) {
            throw new VoluteException(
                    CoreError.USAGE, "--as-of: " + Excerpt.of(text) + " is yet to come (expected: a date up to now)");
        }
        return asOf;
    }

    /** A slot such as 2000-03. */
    static Slot slot(String option, String text) {
        try {
            return Slot.parse(text);
        } catch (IllegalArgumentException e) {
            throw new VoluteException(
                    CoreError.USAGE, option + ": " + Excerpt.escaped(String.valueOf(e.getMessage())), e);
        }
    }
}

package io.volute.scoping.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Instants as days, for people. */
final class Days {
    private Days() {}

    static LocalDate of(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}

package io.volute.dataengineering.contract;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How old the newest decision may be.
 *
 * @param maxAge at most so long before the date of the run; calendar periods count in UTC
 * @param severity what happens when it is older
 */
public record FreshnessSpec(
        @Doc("how long before the date of the run the newest decision may be, such as P2D")
        Period maxAge,

        @Doc("what happens when it is older: warn, block-batch or block-deploy") @Default("warn")
        Severity severity) {
    /** What old data does. */
    public enum Severity {
        /** It is told, and the verdict is WARN. */
        WARN,
        /** No later step uses this data. */
        BLOCK_BATCH,
        /** Deployment's gate refuses. */
        BLOCK_DEPLOY
    }

    /** Checks. */
    public FreshnessSpec {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("max-age: " + maxAge + " (expected: a period such as P2D)");
        }
    }

    /** Whether a newest decision of this time is too old at a date. */
    public boolean isStale(Instant newest, Instant asOf) {
        return newest.atZone(ZoneOffset.UTC).plus(maxAge).toInstant().isBefore(asOf);
    }
}

package io.volute.core.run;

import java.time.Instant;
import java.util.UUID;

/**
 * One turn of the loop.
 *
 * @param id identity
 * @param opened 1 for the project's first pass
 * @param asOf its date
 * @param main false for a look back
 * @param cause {@code first}, {@code by hand}, {@code schedule …}, {@code insight …}, {@code look back}
 */
public record Pass(UUID id, long opened, Instant asOf, boolean main, String cause) {}

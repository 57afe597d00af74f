package io.volute.core.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * One invocation.
 *
 * @param run its number in the project
 * @param pass the pass it belongs to; a refused slot has none
 * @param job the job whose slot it ran
 * @param slot the slot
 * @param asOf its date
 * @param cause why
 * @param state RUNNING, DONE, FAILED, REFUSED or ABANDONED
 * @param why why it failed or was refused, else empty
 * @param started when it began
 * @param ended when it ended; empty while it runs, and after a crash
 */
public record RunEntry(
        long run,
        Optional<Long> pass,
        Optional<String> job,
        Optional<String> slot,
        Instant asOf,
        String cause,
        String state,
        String why,
        Instant started,
        Optional<Instant> ended) {}

package io.volute.core.journal;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.UUID;

/**
 * One version of an entry: a digest that an address had for the first time.
 *
 * @param entry the entry's name
 * @param key key, empty without one
 * @param slot slot, empty without one
 * @param number from 1, per entry, key and slot
 * @param digest the artifact
 * @param step the step that made it
 * @param stepRun the step run that made it first
 * @param run number of that run
 * @param at when
 */
public record VersionEntry(
        String entry,
        String key,
        String slot,
        long number,
        Digest digest,
        String step,
        UUID stepRun,
        long run,
        Instant at) {}

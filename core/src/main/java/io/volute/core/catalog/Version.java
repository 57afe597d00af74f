package io.volute.core.catalog;

import io.volute.core.artifact.Digest;
import java.time.Instant;

/**
 * A digest that an address of the catalog had for the first time.
 *
 * @param entry the entry's name
 * @param key key, empty without one
 * @param slot slot, empty without one
 * @param number from 1, per entry, key and slot
 * @param digest the artifact
 * @param step the step that made it, {@code stage.step}
 * @param run number of the run that made it
 * @param at when it was committed
 */
public record Version(
        String entry, String key, String slot, long number, Digest digest, String step, long run, Instant at) {}

package io.volute.core.run;

import java.time.Instant;

/**
 * One line of the status.
 *
 * @param step {@code stage.step}
 * @param key key, empty without one
 * @param slot slot as text, empty without one
 * @param asOf the date at which the pass plans it
 * @param state its state
 * @param why what differs or is missing, for a person; empty when fresh
 */
public record Status(String step, String key, String slot, Instant asOf, State state, String why) {}

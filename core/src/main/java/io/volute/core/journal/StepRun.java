package io.volute.core.journal;

import java.time.Instant;

/**
 * An execution or a reuse of a step.
 *
 * @param step {@code stage.step}
 * @param key key, empty without one
 * @param slot slot, empty without one
 * @param asOf its date
 * @param kind COMPUTED, REUSED or RETIRED
 * @param millis how long the computation took, whoever did it
 * @param summary what came out, in words
 */
public record StepRun(String step, String key, String slot, Instant asOf, String kind, long millis, String summary) {}

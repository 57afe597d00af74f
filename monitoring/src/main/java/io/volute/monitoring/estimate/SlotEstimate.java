package io.volute.monitoring.estimate;

import io.volute.core.run.Slot;

/**
 * Estimated performance of a slot.
 *
 * @param slot the slot
 * @param rows decided rows
 * @param scored rows that a model scored
 * @param expected the figures
 */
public record SlotEstimate(Slot slot, long rows, long scored, Expectation expected) {}

package io.volute.monitoring.performance;

import io.volute.core.run.Slot;
import io.volute.statistics.Figure;

/**
 * Real performance of a slot.
 *
 * @param slot the slot
 * @param rows decided rows
 * @param labelled rows with a label by now; the figures are about them
 * @param eventShare share of labelled rows with the event
 * @param modelCost cost per labelled row that a model scored, had it decided all of them
 * @param ruleCost cost per labelled row, had today's rule decided all of them
 */
public record SlotPerformance(
        Slot slot, long rows, long labelled, Figure eventShare, Figure modelCost, Figure ruleCost) {}

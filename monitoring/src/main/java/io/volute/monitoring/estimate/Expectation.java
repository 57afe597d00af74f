package io.volute.monitoring.estimate;

import io.volute.statistics.Figure;

/**
 * What an estimator expects of a slot.
 *
 * @param eventShare share of rows with the event
 * @param modelCost cost per row if the model decided all of them
 * @param ruleCost cost per row if today's rule decided all of them
 * @param assumption what must hold for the figures to be right, and what would go unseen
 */
public record Expectation(Figure eventShare, Figure modelCost, Figure ruleCost, String assumption) {}

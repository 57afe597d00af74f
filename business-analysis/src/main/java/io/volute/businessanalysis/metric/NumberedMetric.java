package io.volute.businessanalysis.metric;

/**
 * What a metric is under its number.
 *
 * @param metric name and number
 * @param definition what it is
 */
public record NumberedMetric(MetricId metric, MetricDefinition definition) {}

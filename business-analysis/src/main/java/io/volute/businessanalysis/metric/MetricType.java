package io.volute.businessanalysis.metric;

/** How a metric becomes a number. */
public enum MetricType {
    /** Events of a unit; mean over units. */
    COUNT,
    /** A column added up over a unit's events; mean over units. */
    SUM,
    /** A column's mean over events: sum over all units by events of all units, which is not the mean of units' means. */
    MEAN,
    /** Share of the units with at least one event. */
    PROPORTION,
    /** Numerator of all units by denominator of all units. */
    RATIO,
    /** A quantile over units of a column added up over a unit's events. */
    QUANTILE,
    /** Share of the units with an event in a window that begins later: who came back. */
    RETENTION,
    /** Units that took all steps in their order, by units that took the first. */
    FUNNEL,
    /** Other metrics of a unit, weighted and added. */
    COMPOSITE
}

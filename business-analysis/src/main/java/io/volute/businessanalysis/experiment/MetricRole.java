package io.volute.businessanalysis.experiment;

/** What a metric is there for. */
public enum MetricRole {
    /** It decides. */
    PRIMARY,
    /** It must not get worse. */
    GUARDRAIL,
    /** It is looked at, with a correction for how many are. */
    SECONDARY,
    /** It is shown beside another and never judged. */
    CONTEXT
}

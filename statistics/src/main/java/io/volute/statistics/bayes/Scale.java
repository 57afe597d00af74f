package io.volute.statistics.bayes;

/** What the numbers of an effect count. */
public enum Scale {
    /** Treatment minus control, in the metric's own unit. */
    ABSOLUTE,
    /** Treatment minus control as a share of the control's mean. */
    RELATIVE
}

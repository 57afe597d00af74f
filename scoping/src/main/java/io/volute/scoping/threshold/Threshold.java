package io.volute.scoping.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A measure of a check with the limits that it comes with. A check that is not named here has none to change. */
public enum Threshold {
    /** Share of the rows old enough that have an outcome. */
    JOINED("S1", "joined", Worse.BELOW, Limits.both(.95, .99), 1),
    /** Weeks of history. */
    WEEKS("S1", "weeks", Worse.BELOW, Limits.warns(8.0), Double.POSITIVE_INFINITY),
    /** Standard errors between the declared baseline and the computed one. */
    BASELINE("S1", "baseline", Worse.ABOVE, Limits.fails(2.0), Double.POSITIVE_INFINITY),
    /** Share of days without a value, of a metric over events. */
    SILENT("S1", "silent", Worse.ABOVE, Limits.fails(.05), 1),
    /** Share of splits in which nothing was done and something was found. */
    SPLITS("S2", "splits", Worse.ABOVE, Limits.both(.08, .065), 1),
    /** The same share when it is suspiciously small. */
    SPLITS_LOW("S2", "splits-low", Worse.BELOW, Limits.warns(.035), 1),
    /** Share by which bots move a metric over events. */
    BOTS("S2", "bots", Worse.ABOVE, Limits.warns(.1), Double.POSITIVE_INFINITY),
    /** Labelled rows of the rarer class. */
    ROWS("S4", "rows", Worse.BELOW, Limits.fails(100.0), Double.POSITIVE_INFINITY),
    /** Agreement of two who label the same rows. */
    KAPPA("S5", "kappa", Worse.BELOW, Limits.both(.6, .8), 1),
    /** Rows whose label other columns give the lie. */
    CONTRADICTIONS("S5", "contradictions", Worse.ABOVE, Limits.warns(0.0), Double.POSITIVE_INFINITY),
    /** Chance that a model is worth its cost. */
    CHANCE("S9", "chance", Worse.BELOW, Limits.both(.20, .50), 1),
    /** Share of the decision's deadline that scoring one row may take. */
    DEADLINE("S11", "deadline", Worse.ABOVE, Limits.both(1, .8), 1),
    /** Independent decisions that those of the model are worth. */
    EFFECTIVE("S12", "effective", Worse.BELOW, Limits.fails(50.0), Double.POSITIVE_INFINITY),
    /** Rows of the rarest combination of key columns. */
    ALIKE("S13", "alike", Worse.BELOW, Limits.fails(5.0), Double.POSITIVE_INFINITY),
    /** Share of a column's values that look personal. */
    PERSONAL("S13", "personal", Worse.ABOVE, Limits.fails(.01), 1),
    /** AUC by which one feature tells a group of people. */
    GROUP_AUC("S13", "group-auc", Worse.ABOVE, Limits.warns(.7), 1),
    /** Share acted on in the group with the least, against the one with the most. */
    SELECTION("S13", "selection", Worse.BELOW, Limits.warns(.8), 1),
    /** Events in the window that a guardrail counts. */
    EVENTS("S16", "events", Worse.BELOW, Limits.warns(30.0), Double.POSITIVE_INFINITY);

    /** On which side of the limit it is bad to be. */
    enum Worse {
        BELOW,
        ABOVE
    }

    /** The limits that a measure comes with. */
    private record Limits(Optional<Double> fail, Optional<Double> warn) {
        static Limits fails(double limit) {
            return new Limits(Optional.of(limit), Optional.empty());
        }

        static Limits warns(double limit) {
            return new Limits(Optional.empty(), Optional.of(limit));
        }

        static Limits both(double fail, double warn) {
            return new Limits(Optional.of(fail), Optional.of(warn));
        }
    }

    private final String check;
    private final String measure;
    private final Worse worse;
    private final Optional<Double> fail;
    private final Optional<Double> warn;
    private final double most;

    Threshold(String check, String measure, Worse worse, Limits limits, double most) {
        this.check = check;
        this.measure = measure;
        this.worse = worse;
        this.fail = limits.fail();
        this.warn = limits.warn();
        this.most = most;
    }

    /** The id of the check. */
    public String check() {
        return check;
    }

    /** Its key in the spec. */
    public String measure() {
        return measure;
    }

    /** The limit that it comes with; empty where it has none of this kind. */
    public Optional<Double> standard(Limit limit) {
        return limit == Limit.FAIL ? fail : warn;
    }

    /** The largest value that a limit may have; the least is 0. */
    double most() {
        return most;
    }

    /** Whether more values are let through. */
    boolean looser(double from, double to) {
        return worse == Worse.BELOW ? to < from : to > from;
    }

    /** What a limit of this kind does. */
    public enum Limit {
        /** The check fails beyond it. */
        FAIL,
        /** The check warns beyond it. */
        WARN
    }

    static List<Threshold> of(String check) {
        return Arrays.stream(values()).filter(each -> each.check.equals(check)).toList();
    }
}

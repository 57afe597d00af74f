package io.volute.monitoring.estimate;

import io.volute.statistics.Refused;

/** Why a decision has no cost. */
public final class Undeclared {
    private Undeclared() {}

    /** Code {@code no-costs}: the objective is a draft, so nobody said what a decision costs. */
    public static Refused noCosts() {
        return new Refused(
                "no-costs", "no costs are declared", "write the objective and costs: scoping.objective, scoping.costs");
    }

    /** Code {@code nobody-decided}: the rows were logged while nobody had said when to act. */
    public static Refused nobodyDecided() {
        return new Refused(
                "nobody-decided",
                "these rows were logged under a draft, when nobody had said when to act",
                "log them again: volute backfill --slot SLOT");
    }
}

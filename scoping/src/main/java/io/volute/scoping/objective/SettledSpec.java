package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import java.time.LocalDate;

/** The record of a conflict that was decided: without one, weights in a score decide it, and nobody knows. */
public record SettledSpec(
        @Doc("the metric that was wanted up and down") String metric,
        @Doc("who decided: the one whom decides names") String by,
        @Doc("what was decided, and why") String reason,
        @Doc("day of the decision") LocalDate on) {}

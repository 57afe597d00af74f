package io.volute.scoping.assessment;

import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.power.Power;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What an A/B between today's rule and a model can find in the longest time that it may take, at the pace and with the
 * spread of the history; the model's spread is taken to be the rule's.
 */
record Comparison(ExperimentSpec design, long units, double smallest, boolean planned) {
    static Comparison of(ExperimentSpec design, History history, DecisionCosts costs, Instant start) {
        Moments cost = history.ruleCost(costs);
        Instant end = start.atZone(ZoneOffset.UTC).plus(design.longest()).toInstant();
        long units = Math.round(history.pace() * ChronoUnit.DAYS.between(start, end));
        double treatment = units * design.modelShare();
        double control = units - treatment;
        Planned planned = Power.effectForMeans(
                treatment, cost.deviation(), control, cost.deviation(), design.power(), design.alpha());
        return new Comparison(design, units, planned.plan().map(Plan::effect).orElse(0.0), planned instanceof Plan);
    }

    /** Registers which comparison decides: the paired one where the cost of every action is a formula of the outcome. */
    ExperimentPlan plan(Assumptions.Link link, Objective objective, double needed) {
        boolean paired = link.evidence().equals("formula");
        String unit = objective.unit();
        return new ExperimentPlan(
                paired ? "PAIRED" : "AB",
                paired
                        ? "the outcome of every " + unit
                                + " is known whatever was decided, so both policies are costed on" + " the same " + unit
                                + "s; that is rare"
                        : "only the outcome of the action that was taken is known",
                smallest,
                needed,
                design.modelShare(),
                design.power(),
                design.alpha(),
                units);
    }
}

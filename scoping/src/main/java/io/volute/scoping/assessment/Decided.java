package io.volute.scoping.assessment;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;

/**
 * What is known where rows are decided and decisions have a price.
 *
 * @param baseline cost per unit of today's rule
 * @param cost the same as a number; 0 where it was refused
 * @param needed difference per unit that the target asks for
 */
record Decided(
        DecisionCosts costs,
        History history,
        Figure baseline,
        double cost,
        double needed,
        Comparison comparison,
        ExperimentPlan plan,
        int months) {
    private static final double DAYS_A_MONTH = 365.25 / 12;

    /** Decisions expected within the horizon, at the pace of the history. */
    double decisions() {
        return history.pace() * DAYS_A_MONTH * months;
    }

    /** Share of labelled decisions with the event. */
    double base() {
        return (double) history.events() / Math.max(1, history.labelled().size());
    }

    String money(double amount) {
        return Numbers.money(amount, costs.currency());
    }
}

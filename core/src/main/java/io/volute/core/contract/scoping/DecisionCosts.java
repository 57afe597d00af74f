package io.volute.core.contract.scoping;

import java.math.BigDecimal;

/**
 * What a decision costs, whatever it finds.
 *
 * @param currency ISO code
 * @param act cost of acting on one unit
 * @param miss cost of one event on which nobody acted
 */
public record DecisionCosts(String currency, BigDecimal act, BigDecimal miss) {
    /** Act at or above this probability (Elkan 2001, with equal cost of acting on both classes). */
    public double threshold() {
        return act.doubleValue() / miss.doubleValue();
    }

    /** Cost of one decision once the truth is known. */
    public double cost(boolean acted, boolean event) {
        return acted ? act.doubleValue() : event ? miss.doubleValue() : 0.0;
    }
}

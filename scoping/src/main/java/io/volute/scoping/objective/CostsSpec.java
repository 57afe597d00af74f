package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.spec.Doc;
import java.math.BigDecimal;
import java.util.List;

/** What a decision costs: assumptions, so with an owner, a source and what else they might be. */
public record CostsSpec(
        @Doc("ISO code, for example USD") String currency,

        @Doc("cost of acting on one unit, whatever it finds")
        BigDecimal act,

        @Doc("cost of one event on which nobody acted") BigDecimal miss,
        @Doc("who answers for these amounts") String owner,
        @Doc("where they come from") String source,
        @Doc("what the costs might be instead") List<Variant> sensitivity) {

    /** Other amounts, for the sensitivity table. */
    public record Variant(
            @Doc("what is different, for the reader") String name,
            @Doc("cost of acting on one unit") BigDecimal act,
            @Doc("cost of one missed event") BigDecimal miss) {
        /** Checks the amounts. */
        public Variant {
            check(act, miss);
        }
    }

    /** Checks the amounts. */
    public CostsSpec {
        check(act, miss);
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency: " + currency + " (expected: an ISO code such as USD)");
        }
        sensitivity = List.copyOf(sensitivity);
    }

    private static void check(BigDecimal act, BigDecimal miss) {
        if (act.signum() <= 0) {
            throw new IllegalArgumentException("act: " + act.toPlainString() + " (expected: above 0)");
        }
        if (miss.compareTo(act) <= 0) {
            throw new IllegalArgumentException("miss: " + miss.toPlainString() + " with act " + act.toPlainString()
                    + " (expected: above act, else acting never pays)");
        }
    }

    DecisionCosts decisionCosts() {
        return new DecisionCosts(currency, act, miss);
    }

    List<Assumptions.CostVariant> variants() {
        return sensitivity.stream()
                .map(variant -> new Assumptions.CostVariant(variant.name(), variant.act(), variant.miss()))
                .toList();
    }
}

package io.volute.core.contract.scoping;

import java.math.BigDecimal;
import java.util.List;

/**
 * What somebody declared instead of measuring it. Kept apart from {@link DecisionCosts} and {@link Objective}, so that
 * naming another owner or adding a variant retrains nothing.
 *
 * @param all in the order of the spec
 * @param costVariants what the costs might be instead, for the sensitivity table
 * @param link how the model's quality moves the business metric
 */
public record Assumptions(List<Assumption> all, List<CostVariant> costVariants, Link link) {
    /** Copies. */
    public Assumptions {
        all = List.copyOf(all);
        costVariants = List.copyOf(costVariants);
    }

    /**
     * One of them.
     *
     * @param name for example {@code cost of an inspection}
     * @param value with its unit, for example {@code 1,000 USD}
     * @param owner who answers for it
     * @param source where it comes from
     */
    public record Assumption(String name, String value, String owner, String source) {}

    /** Costs as they might be; the decisions stay as they were made. */
    public record CostVariant(String name, BigDecimal act, BigDecimal miss) {}

    /**
     * From ML metric to business metric.
     *
     * @param evidence {@code formula}, {@code experiments}, {@code direct}, {@code observational} or {@code assumed}
     * @param sentence for the reader
     */
    public record Link(String evidence, String sentence) {}
}

package io.volute.businessanalysis.ledger;

import io.volute.core.spec.Doc;

/** What {@code volute ledger reconcile} takes: the benefit that a holdout shows for launches that share what they move. */
public record HoldoutFile(
        @Doc("the launches, by their overlap-group") String overlapGroup,
        @Doc("first month") BookMonth from,
        @Doc("last month") BookMonth to,

        @Doc("benefit in these months by the holdout, such as 51000.00 EUR")
        Amount total,

        @Doc("lower end, 95 %") double low,
        @Doc("upper end, 95 %") double high,
        @Doc("where the holdout can be looked at") String source) {
    /** Checks order. */
    public HoldoutFile {
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException(
                    "to: " + to + " before from: " + from + " (expected: the same or later)");
        }
        double value = total.value().doubleValue();
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException("low: low and high enclose the total");
        }
    }
}

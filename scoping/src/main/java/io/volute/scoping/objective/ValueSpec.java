package io.volute.scoping.objective;

import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.spec.Doc;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What one unit of the business metric is worth: an assumption, so with a range, a source and a day on which it expires. */
public record ValueSpec(
        @Doc("what the amount is for one of, for example retained member")
        String per,

        @Doc("what one of it is worth") BigDecimal amount,
        @Doc("the least that it may be worth") BigDecimal low,
        @Doc("the most that it may be worth") BigDecimal high,
        @Doc("ISO code, for example EUR") String currency,
        @Doc("where it comes from") String source,
        @Doc("last day for which it holds") Optional<LocalDate> until) {
    /** Checks the range. */
    public ValueSpec {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("amount: " + amount.toPlainString() + " (expected: above 0)");
        }
        if (low.compareTo(amount) > 0 || high.compareTo(amount) < 0) {
            throw new IllegalArgumentException("amount: " + amount.toPlainString() + " outside of low "
                    + low.toPlainString() + " and high " + high.toPlainString() + " (expected: between them)");
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency: " + currency + " (expected: an ISO code such as EUR)");
        }
    }

    UnitValue unitValue() {
        return new UnitValue(per, amount, low, high, currency, source, until);
    }
}

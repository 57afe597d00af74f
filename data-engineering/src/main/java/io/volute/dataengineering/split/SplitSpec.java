package io.volute.dataengineering.split;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.time.Period;

/**
 * Rolling origin: the newest full periods, each judged by what was known at its start.
 *
 * @param folds how many periods judge
 * @param every length of one
 */
public record SplitSpec(
        @Doc("how many periods judge, newest last") @Default("5")
        int folds,

        @Doc("length of such a period in whole months or years") @Default("P1Y")
        Period every) {
    /** Checks. */
    @SuppressWarnings("JavaPeriodGetDays") // days beside months are what is refused
    public SplitSpec {
        if (folds < 1 || folds > 100) {
            throw new IllegalArgumentException("folds: " + folds + " (expected: 1 to 100)");
        }
        if (every.getDays() != 0 || every.toTotalMonths() < 1) {
            throw new IllegalArgumentException(
                    "every: " + every + " (expected: whole months or years such as P1Y or P3M)");
        }
    }
}

package io.volute.statistics.ledger;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.mean.Fieller;
import java.util.List;

/** What is left of benefits that several launches claim at once, once a shared holdout tells their total. */
public final class Overlap {

    private Overlap() {}

    /**
     * {@code holdout total / sum of lines} with Fieller's 95 % interval, the lines' errors independent; method
     * {@code overlap}. To be applied to lines that were not verified, and printed.
     *
     * @param holdout what the holdout says of all of them together, with its 95 % interval
     * @param lines what each claims by itself, with its 95 % interval
     * @return refused without lines, or where their sum is not told from 0
     */
    public static Figure factor(Estimate holdout, List<Estimate> lines) {
        if (lines.isEmpty()) {
            return Refused.tooFew("lines of benefit", 0, 1);
        }
        double sum = 0;
        double variance = 0;
        for (Estimate line : lines) {
            sum += line.estimate();
            variance += variance(line);
        }
        return new Fieller(holdout.estimate(), sum, variance(holdout), 0, variance)
                .ratio(Normal.upperQuantile(.025), lines.size(), "overlap");
    }

    private static double variance(Estimate estimate) {
        double error = (estimate.high() - estimate.low()) / (2 * Normal.upperQuantile(.025));
        return error * error;
    }
}

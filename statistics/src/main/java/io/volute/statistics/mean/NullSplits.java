package io.volute.statistics.mean;

import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.SplitMix;

/**
 * Splits by lot in which nothing was done (A/A): a test at 5 % has to find something in 5 % of them. It finds more where
 * what is split is not what is analysed, or where a few values carry the mean. Stateless.
 */
public final class NullSplits {

    private NullSplits() {}

    /**
     * Share of seeded splits in half whose difference of means has a p-value below .05 by Welch's test.
     *
     * @param values one for each row
     * @param units the unit of each row, any 64 bits: rows of one unit go to the same half
     * @param splits how many, usually 1,000; split i of a seed is the same whatever their number
     * @throws IllegalArgumentException without splits, or if the arrays differ in length
     */
    public static double shareBelow(double[] values, long[] units, int splits, long seed) {
        if (splits < 1 || values.length != units.length) {
            throw new IllegalArgumentException("splits: " + splits + " of " + values.length + " values and "
                    + units.length + " units (expected: at least one, and a unit for each value)");
        }
        double total = 0;
        double squares = 0;
        for (double value : values) {
            total += value;
            squares += value * value;
        }
        int found = 0;
        for (int split = 0; split < splits; split++) {
            long salt = SplitMix.mix64(seed + split);
            long n = 0;
            double sum = 0;
            double sumOfSquares = 0;
            for (int row = 0; row < values.length; row++) {
                if (SplitMix.mix64(units[row] ^ salt) < 0) {
                    n++;
                    sum += values[row];
                    sumOfSquares += values[row] * values[row];
                }
            }
            Moments one = Moments.ofSums(n, sum, sumOfSquares);
            Moments other = Moments.ofSums(values.length - n, total - sum, squares - sumOfSquares);
            found += Arms.test(one, other)
                            .tested()
                            .filter(test -> test.below(.05))
                            .isPresent()
                    ? 1
                    : 0;
        }
        return (double) found / splits;
    }
}

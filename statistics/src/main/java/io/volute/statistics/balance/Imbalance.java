package io.volute.statistics.balance;

import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How differently one column is distributed among treated and control rows: a line of an imbalance table. Unlike a test's
 * p-value it does not grow with the number of rows (Austin 2009). An absolute standardised difference above 0.1 is
 * mostly taken for imbalance.
 *
 * @param treated mean of the treated rows
 * @param control mean of the control rows
 * @param standardized difference of the means in standard deviations of the treated rows (Rosenbaum, Rubin 1985, as R's
 *     MatchIt prints it); empty where these do not vary
 * @param varianceRatio variance of the treated rows by that of the control rows; empty for a column of zeros and ones,
 *     whose mean says all, and where the control rows do not vary
 */
public record Imbalance(double treated, double control, OptionalDouble standardized, OptionalDouble varianceRatio) {
    /**
     * Compares a column of numbers; a category is a column of zeros and ones for each of its values. The variance of zeros
     * and ones is {@code p (1 - p)}, that of other numbers has the denominator {@code n - 1}.
     *
     * @throws IllegalArgumentException with fewer than two rows on a side
     */
    public static Imbalance of(double[] treated, double[] control) {
        if (treated.length < 2 || control.length < 2) {
            throw new IllegalArgumentException("imbalance of " + treated.length + " treated and " + control.length
                    + " control rows (expected: at least 2 on either side)");
        }
        Moments with = Moments.of(treated);
        Moments without = Moments.of(control);
        boolean binary = isBinary(treated) && isBinary(control);
        double deviation = Math.sqrt(binary ? with.mean() * (1 - with.mean()) : with.variance());
        return new Imbalance(
                with.mean(),
                without.mean(),
                deviation == 0 ? OptionalDouble.empty() : OptionalDouble.of((with.mean() - without.mean()) / deviation),
                binary || without.m2() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(with.variance() / without.variance()));
    }

    private static boolean isBinary(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == 0 || value == 1);
    }
}

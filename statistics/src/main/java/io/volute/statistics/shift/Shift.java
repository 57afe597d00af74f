package io.volute.statistics.shift;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.distribution.ChiSquare;
import io.volute.statistics.random.Draws;
import io.volute.statistics.test.JensenShannon;
import java.util.Arrays;

/**
 * How far a current sample is from a reference in the same bins. Effects, not tests: decide by
 * {@link io.volute.statistics.test.Contingency}, whose error rate holds.
 *
 * @param psi population stability index {@code sum (c - r) ln (c / r)}; empty cells count as half a row
 * @param psiP p-value of {@code psi / (1/n + 1/m)} as chi-square with bins - 1 degrees of freedom (Yurdakul 2018); the
 *     rule of .1 and .25 ignores rows and bins
 * @param jsNats Jensen-Shannon divergence (Lin 1991) in nats
 * @param jsDistanceBase2 root of the divergence in bits: 0 to 1
 * @param jsDistanceBase2Corrected the same after subtracting the divergence expected by chance, {@code (bins - 1) (1/n +
 *     1/m) / 8} nats, not below 0
 * @param hellinger {@code sqrt(1 - sum sqrt(r c))}
 * @param totalVariation half the sum of {@code |r - c|}
 * @param bins bins with rows on either side
 */
public record Shift(
        double psi,
        double psiP,
        double jsNats,
        double jsDistanceBase2,
        double jsDistanceBase2Corrected,
        double hellinger,
        double totalVariation,
        int bins) {

    private static final double LN2 = StrictMath.log(2);
    private static final int DRAWS = 200;

    /**
     * The distances of two samples.
     *
     * @throws IllegalArgumentException if the lengths differ, a side is empty or a count is negative
     */
    public static Shift of(long[] reference, long[] current) {
        double n = total(reference);
        double m = total(current);
        if (reference.length != current.length || n == 0 || m == 0) {
            throw new IllegalArgumentException("shift: " + reference.length + " and " + current.length + " bins, " + n
                    + " and " + m + " rows (expected: the same bins, rows on each side)");
        }
        double kappa = 1 / n + 1 / m;
        double psi = 0;
        double affinity = 0;
        double variation = 0;
        int bins = 0;
        for (int i = 0; i < reference.length; i++) {
            if (reference[i] + current[i] == 0) {
                continue;
            }
            bins++;
            double r = reference[i] / n;
            double c = current[i] / m;
            double filledR = reference[i] == 0 ? .5 / n : r;
            double filledC = current[i] == 0 ? .5 / m : c;
            psi += (filledC - filledR) * StrictMath.log(filledC / filledR);
            affinity += Math.sqrt(r * c);
            variation += Math.abs(r - c) / 2;
        }
        return new Shift(
                psi,
                bins < 2 ? 1 : ChiSquare.survival(psi / kappa, bins - 1.0),
                JensenShannon.nats(reference, current),
                JensenShannon.distanceBase2(reference, current),
                JensenShannon.correctedDistanceBase2(reference, current),
                Math.sqrt(Math.max(0, 1 - affinity)),
                variation,
                bins);
    }

    /**
     * The corrected base-2 Jensen-Shannon distance with a 95 % interval of 200 seeded multinomial resamples of both
     * sides; method {@code js-distance-base2}; n counts current rows.
     *
     * @return refused if a side is empty or all rows are in one bin
     */
    public static Figure distance(long[] reference, long[] current, long seed) {
        long n = total(reference);
        long m = total(current);
        if (n == 0 || m == 0) {
            return Refused.tooFew("rows on each side", 0, 1);
        }
        Shift shift = of(reference, current);
        if (shift.bins < 2) {
            return Refused.tooFew("bins with rows", shift.bins, 2);
        }
        double[] drawn = new double[DRAWS];
        // Resampling adds its own chance once more; twice the correction keeps an unshifted column at 0.
        double expected = (shift.bins - 1) * (1.0 / n + 1.0 / m) / 8;
        for (int b = 0; b < DRAWS; b++) {
            Draws draws = Draws.of(seed, b);
            double js = JensenShannon.nats(multinomial(reference, n, draws), multinomial(current, m, draws));
            drawn[b] = Math.sqrt(Math.max(0, js - 2 * expected) / LN2);
        }
        Arrays.sort(drawn);
        return new Estimate(
                shift.jsDistanceBase2Corrected,
                Math.min(shift.jsDistanceBase2Corrected, Bootstrap.quantile(drawn, .025)),
                Math.max(shift.jsDistanceBase2Corrected, Bootstrap.quantile(drawn, .975)),
                m,
                "js-distance-base2");
    }

    private static long[] multinomial(long[] counts, long rows, Draws draws) {
        double[] cumulative = new double[counts.length];
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            cumulative[i] = sum;
        }
        long[] result = new long[counts.length];
        for (long row = 0; row < rows; row++) {
            int at = Arrays.binarySearch(cumulative, draws.uniform() * sum);
            int bin = at < 0 ? -at - 1 : at + 1;
            while (counts[bin] == 0) {
                bin++;
            }
            result[bin]++;
        }
        return result;
    }

    private static long total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
            }
            total += count;
        }
        return total;
    }
}

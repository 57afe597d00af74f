package io.volute.statistics.test;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.ChiSquare;
import io.volute.statistics.random.Draws;
import java.util.Arrays;

/** Two samples counted in the same bins: do they come from one distribution? */
public final class Contingency {

    private Contingency() {}

    /**
     * Two-sample chi-square {@code sum (R - n p)^2 / (n p) + (C - m p)^2 / (m p)}, p the pooled shares, df bins - 1;
     * bins that are empty on both sides do not count; method {@code chi-square}. Both samples are taken as random: a
     * reference treated as exact raises far too many alarms.
     *
     * @return refused if a side is empty or fewer than two bins are left
     * @throws IllegalArgumentException if the lengths differ or a count is negative
     */
    public static Tested chiSquare(long[] reference, long[] current) {
        double n = total(reference);
        double m = total(current);
        if (reference.length != current.length) {
            throw new IllegalArgumentException(
                    "bins: " + reference.length + " and " + current.length + " (expected: the same bins)");
        }
        if (n == 0 || m == 0) {
            return Refused.tooFew("rows on each side", 0, 1);
        }
        int bins = used(reference, current);
        if (bins < 2) {
            return Refused.tooFew("bins with rows", bins, 2);
        }
        double x2 = statistic(reference, current, n, m);
        return new Significance(x2, bins - 1.0, ChiSquare.survival(x2, bins - 1.0), "chi-square");
    }

    /**
     * Two-sample likelihood-ratio test, {@code G = 2 sum O ln(O / E)} over both sides, E the expected counts, df bins - 1;
     * method {@code g-test} (Sokal, Rohlf, Biometry, 17.4, without Williams' correction).
     *
     * @return refused if a side is empty or fewer than two bins are left
     * @throws IllegalArgumentException if the lengths differ or a count is negative
     */
    public static Tested likelihoodRatio(long[] reference, long[] current) {
        Tested tested = chiSquare(reference, current);
        if (!(tested instanceof Significance pearson)) {
            return tested;
        }
        double n = total(reference);
        double m = total(current);
        double sum = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double both = (double) reference[bin] + current[bin];
            sum += term(reference[bin], both * n / (n + m)) + term(current[bin], both * m / (n + m));
        }
        double g = Math.max(0, 2 * sum);
        return new Significance(g, pearson.df(), ChiSquare.survival(g, pearson.df()), "g-test");
    }

    private static double term(long observed, double expected) {
        return observed == 0 ? 0 : observed * StrictMath.log(observed / expected);
    }

    /**
     * The chi-square statistic with a p-value by 9,999 seeded permutations, for tables where an expected count is below 5;
     * method {@code chi-square-permutation}.
     */
    public static Tested permutation(long[] reference, long[] current, long seed) {
        Tested tested = chiSquare(reference, current);
        if (!(tested instanceof Significance observed)) {
            return tested;
        }
        int n = Math.toIntExact(total(reference));
        int m = Math.toIntExact(total(current));
        int[] rows = new int[n + m];
        int at = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            int end = at + Math.toIntExact(reference[bin] + current[bin]);
            Arrays.fill(rows, at, end, bin);
            at = end;
        }
        int beyond = 0;
        Draws draws = Draws.of(seed);
        for (int round = 0; round < 9_999; round++) {
            long[] left = new long[reference.length];
            long[] right = new long[reference.length];
            int[] shuffled = draws.shuffled(rows);
            for (int i = 0; i < shuffled.length; i++) {
                (i < n ? left : right)[shuffled[i]]++;
            }
            // Equal tables may differ in the last bits of the sum.
            beyond += statistic(left, right, n, m) >= observed.statistic() * (1 - 1e-12) ? 1 : 0;
        }
        return new Significance(observed.statistic(), observed.df(), (1 + beyond) / 10_000.0, "chi-square-permutation");
    }

    /** The smallest expected count over both sides and all bins in use; 0 if a side is empty. */
    public static double smallestExpected(long[] reference, long[] current) {
        double n = total(reference);
        double m = total(current);
        double smallest = Double.POSITIVE_INFINITY;
        for (int bin = 0; bin < reference.length; bin++) {
            long both = reference[bin] + current[bin];
            if (both > 0) {
                smallest = Math.min(smallest, both * Math.min(n, m) / (n + m));
            }
        }
        return n + m == 0 ? 0 : smallest;
    }

    /**
     * Chance that the chi-square test finds a shift of this size (noncentrality {@code 8 ln 2 d^2 / (1/n + 1/m)} for a
     * base-2 Jensen-Shannon distance d).
     *
     * @param distance base-2 Jensen-Shannon distance, above 0
     * @param n reference rows
     * @param m current rows
     * @param df bins - 1
     */
    public static double power(double distance, double n, double m, int df, double alpha) {
        double lambda = 8 * Math.log(2) * distance * distance / (1 / n + 1 / m);
        return ChiSquare.noncentralSurvival(ChiSquare.upperQuantile(alpha, df), df, lambda);
    }

    private static int used(long[] reference, long[] current) {
        int bins = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            bins += reference[bin] + current[bin] > 0 ? 1 : 0;
        }
        return bins;
    }

    private static double statistic(long[] reference, long[] current, double n, double m) {
        double sum = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double p = (reference[bin] + current[bin]) / (n + m);
            if (p > 0) {
                double r = reference[bin] - n * p;
                double c = current[bin] - m * p;
                sum += r * r / (n * p) + c * c / (m * p);
            }
        }
        return sum;
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

package io.volute.statistics.mean;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.random.Draws;
import java.util.Arrays;

/**
 * The test that arms differ by nothing, from the assignments that could have been (Fisher 1935): no distribution is
 * assumed, so that it stands where clusters are too few for an interval. Of up to {@value #ASSIGNMENTS} assignments all
 * are tried, else as many are drawn by seed and {@code p = (1 + as extreme) / (drawn + 1)}, which is never 0.
 */
public final class Permutation {

    /** Assignments tried at most. */
    public static final int ASSIGNMENTS = 9999;

    /** Two sums of the same numbers in another order are equal, whatever their last bits. */
    private static final double ROUNDING = 1e-9;

    private Permutation() {}

    /** As {@link #test(double[], double[], double[], double[], long)} for units that count the same. */
    public static Tested test(double[] treatment, double[] control, long seed) {
        return test(treatment, ones(treatment.length), control, ones(control.length), seed);
    }

    /**
     * Two-sided test of the difference of the ratios total over size; the statistic is that difference. Methods
     * {@code permutation-exact} and {@code permutation}.
     *
     * @param treatment totals of the clusters of the treatment arm
     * @param treatmentSizes their sizes, above 0
     * @param control totals of the control arm
     * @param controlSizes their sizes, above 0
     * @return refused if an arm is empty, or if all clusters have the same ratio
     * @throws IllegalArgumentException if lengths differ or a size is not above 0
     */
    public static Tested test(
            double[] treatment, double[] treatmentSizes, double[] control, double[] controlSizes, long seed) {
        check(treatment, treatmentSizes);
        check(control, controlSizes);
        if (treatment.length == 0 || control.length == 0) {
            return Refused.tooFew("clusters in an arm", 0, 1);
        }
        double[] totals = joined(treatment, control);
        double[] sizes = joined(treatmentSizes, controlSizes);
        if (constant(totals, sizes)) {
            return Refused.noVariance("the metric");
        }
        int[] order = new int[totals.length];
        Arrays.setAll(order, i -> i);
        double found = difference(order, treatment.length, totals, sizes);
        double limit = Math.abs(found) * (1 - ROUNDING);
        long possible = assignments(totals.length, treatment.length);
        if (possible <= ASSIGNMENTS) {
            long extreme = 0;
            int[] chosen = Arrays.copyOf(order, treatment.length);
            do {
                extreme += Math.abs(difference(chosen, treatment.length, totals, sizes)) >= limit ? 1 : 0;
            } while (next(chosen, totals.length));
            return new Significance(found, 0, (double) extreme / possible, "permutation-exact");
        }
        long extreme = 0;
        for (int b = 0; b < ASSIGNMENTS; b++) {
            int[] drawn = Draws.of(seed, b).shuffled(order);
            extreme += Math.abs(difference(drawn, treatment.length, totals, sizes)) >= limit ? 1 : 0;
        }
        return new Significance(found, 0, (1.0 + extreme) / (ASSIGNMENTS + 1), "permutation");
    }

    private static double difference(int[] order, int treated, double[] totals, double[] sizes) {
        double total = 0;
        double size = 0;
        double allTotal = 0;
        double allSize = 0;
        for (int i = 0; i < totals.length; i++) {
            allTotal += totals[i];
            allSize += sizes[i];
        }
        for (int i = 0; i < treated; i++) {
            total += totals[order[i]];
            size += sizes[order[i]];
        }
        return total / size - (allTotal - total) / (allSize - size);
    }

    /** How many assignments there are; more than {@value #ASSIGNMENTS} count as one more. */
    private static long assignments(int n, int treated) {
        long count = 1;
        for (int i = 1; i <= Math.min(treated, n - treated); i++) {
            count = count * (n - i + 1) / i;
            if (count > ASSIGNMENTS) {
                return ASSIGNMENTS + 1L;
            }
        }
        return count;
    }

    /** Makes the next choice in lexical order; false after the last. */
    private static boolean next(int[] chosen, int n) {
        int i = chosen.length - 1;
        while (i >= 0 && chosen[i] == n - chosen.length + i) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        chosen[i]++;
        for (int j = i + 1; j < chosen.length; j++) {
            chosen[j] = chosen[j - 1] + 1;
        }
        return true;
    }

    private static boolean constant(double[] totals, double[] sizes) {
        for (int i = 1; i < totals.length; i++) {
            if (totals[i] / sizes[i] != totals[0] / sizes[0]) {
                return false;
            }
        }
        return true;
    }

    private static void check(double[] totals, double[] sizes) {
        if (totals.length != sizes.length || Arrays.stream(sizes).anyMatch(size -> !(size > 0))) {
            throw new IllegalArgumentException("clusters: " + totals.length + " totals, " + sizes.length
                    + " sizes (expected: as many, sizes above 0)");
        }
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}

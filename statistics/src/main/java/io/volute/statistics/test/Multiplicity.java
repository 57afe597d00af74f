package io.volute.statistics.test;

import java.util.Arrays;
import java.util.Comparator;

/** Adjusted p-values for many tests at once, in the order in which the raw ones came. */
public final class Multiplicity {

    private Multiplicity() {}

    /** Holm (1979): keeps the chance of any false claim; {@code p(i) (m - i + 1)}, running maximum, at most 1. */
    public static double[] holm(double... p) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 0;
        for (int i = 0; i < p.length; i++) {
            running = Math.max(running, Math.min(1, p[order[i]] * (p.length - i)));
            adjusted[order[i]] = running;
        }
        return adjusted;
    }

    /**
     * Benjamini, Hochberg (1995): keeps the share of false findings; {@code p(i) m / i}, running minimum from the end, at
     * most 1.
     */
    public static double[] benjaminiHochberg(double... p) {
        Integer[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 1;
        for (int i = p.length - 1; i >= 0; i--) {
            running = Math.min(running, p[order[i]] * p.length / (i + 1));
            adjusted[order[i]] = running;
        }
        return adjusted;
    }

    /**
     * Level of each of m intervals so that all together hold their truths with {@code 1 - alpha} (Bonferroni): for the
     * primary metrics. Intervals take a level, never an adjusted p-value.
     *
     * @throws IllegalArgumentException if m is below 1
     */
    public static double bonferroni(double alpha, int m) {
        if (m < 1) {
            throw new IllegalArgumentException("comparisons: " + m + " (expected: >= 1)");
        }
        return alpha / m;
    }

    /**
     * Level of the interval of each of R effects selected out of m, so that the share of intervals among them that miss
     * their truth stays at q: {@code R q / m}, an interval of confidence {@code 1 - R q / m} (Benjamini, Yekutieli, JASA
     * 2005).
     *
     * @param q the share accepted, such as .05
     * @param selected how many of the m are shown because of their p-values, R
     * @throws IllegalArgumentException unless {@code 1 <= selected <= m}
     */
    public static double falseCoverage(double q, int selected, int m) {
        if (selected < 1 || selected > m) {
            throw new IllegalArgumentException("selected: " + selected + " of " + m + " (expected: 1 to " + m + ")");
        }
        return selected * q / m;
    }

    /**
     * Level of one look so that all looks of a period together raise a false alarm with at most the budget's
     * probability: {@code 1 - (1 - budget)^(1/looks)}.
     */
    public static double perLook(double budget, int looks) {
        return -StrictMath.expm1(StrictMath.log1p(-budget) / looks);
    }

    private static Integer[] ascending(double[] p) {
        Integer[] order = new Integer[p.length];
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException("p-value: " + p[i] + " (expected: 0 to 1)");
            }
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        return order;
    }
}

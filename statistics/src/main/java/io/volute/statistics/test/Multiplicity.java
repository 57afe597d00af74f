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

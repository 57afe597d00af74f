package io.volute.monitoring.drift;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.test.Contingency;
import java.util.Arrays;
import java.util.List;

/**
 * The two-sample chi-square test of a window against a reference made of windows, which is a sample too and never taken as
 * exact. Real periods differ by more than chance, so {@code X^2} is compared with what the reference windows show among
 * themselves: with {@code d} the standardised residuals of a window against the others and S their covariance,
 * {@code phi = max(1, mean d'd / df)} says how much they differ, and {@code nu = (tr S)^2 / tr S^2} in how many directions
 * (Greenhouse and Geisser 1959). Then {@code X^2/(df phi) ~ F(nu, K - 1)}: the K windows, not their rows, are the
 * independent units that phi rests on. Where they differ by no more than chance, {@code X^2} is chi-square.
 *
 * <p>Both corrections are needed. With {@code F(df, df (K - 1))}, years whose mean wanders by a fifth of a standard
 * deviation alarm in 14 of 100 quiet years where 5 are allowed; with this, in 6.
 *
 * @param tested statistic, degrees of freedom and p; refused when fewer than two bins are left
 * @param merging bins as they were compared
 * @param unrest how the reference windows differ
 */
record Dispersed(Tested tested, Merging merging, Unrest unrest) {

    /** Compares; a reference of one window is taken as calm. */
    static Dispersed test(List<long[]> windows, long[] current, boolean ordered) {
        long[] pooled = sum(windows, current.length);
        Merging merging = Merging.of(pooled, current, ordered);
        if (merging.groups().size() < 2) {
            return calm(
                    Refused.tooFew("bins with 5 expected rows", merging.groups().size(), 2), merging);
        }
        Tested plain = Contingency.chiSquare(merging.counts(pooled), merging.counts(current));
        if (!(plain instanceof Significance x2)) {
            return calm(plain, merging);
        }
        Unrest unrest = Unrest.of(
                windows.stream().map(merging::counts).toList(),
                Arrays.stream(current).sum());
        return new Dispersed(
                unrest.calm()
                        ? x2
                        : new Significance(x2.statistic(), x2.df(), unrest.p(x2.statistic()), "chi-square-dispersed"),
                merging,
                unrest);
    }

    /** A test without reference windows to compare. */
    static Dispersed calm(Tested tested, Merging merging) {
        return new Dispersed(tested, merging, Unrest.none(merging.groups().size()));
    }

    /** How much more windows differ than chance explains, at least 1. */
    double phi() {
        return unrest.phi();
    }

    /**
     * Chance to find a change at this level.
     *
     * @param noncentrality of the chi-square statistic if rows were the only source of chance
     */
    double power(double noncentrality, double alpha) {
        return unrest.power(noncentrality, alpha);
    }

    static long[] sum(List<long[]> windows, int bins) {
        long[] pooled = new long[bins];
        for (long[] window : windows) {
            for (int bin = 0; bin < bins; bin++) {
                pooled[bin] += window[bin];
            }
        }
        return pooled;
    }
}

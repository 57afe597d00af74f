package io.volute.businessanalysis.experiment;

import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an experiment on the objective's metric says beyond its own units: how many could get what it tried, month by month,
 * and what its arms and those of its units that were never shown anything sum up to.
 *
 * @param experiment its name
 * @param metric the objective's metric
 * @param cut standard errors from which on an effect of one look ships
 * @param control name of the arm that is compared against
 * @param shares what each arm was to have of the units
 * @param months in which anything happened, oldest first
 */
public record Reach(
        String experiment,
        String metric,
        double cut,
        String control,
        SortedMap<String, Double> shares,
        List<Month> months) {
    /** Copies. */
    public Reach {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        months = List.copyOf(months);
    }

    /**
     * A month.
     *
     * @param month {@code 2026-07}
     * @param units that did anything in it and that a launch would reach: by name where the experiment knows them, by its
     *     share of those who are no bots and were shown what was tried where it does not
     * @param control of these, those who are kept in the control arm
     * @param arms totals of the metric, of those first exposed in it
     * @param outside the same of those assigned in it who did something and were never shown what was tried
     */
    public record Month(String month, double units, long control, SortedMap<String, Sums> arms, Sums outside) {
        /** Copies. */
        public Month {
            arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
        }
    }

    /**
     * Totals of some units.
     *
     * @param n units
     * @param mean of the metric
     * @param m2 sum of squared distances from the mean
     */
    public record Sums(long n, double mean, double m2) {
        static final Sums NONE = new Sums(0, 0, 0);

        static Sums of(Moments moments) {
            return new Sums(moments.n(), moments.mean(), moments.m2());
        }

        /** As moments. */
        public Moments moments() {
            return new Moments(n, mean, m2);
        }
    }

    /** Two-sided, and shared by the comparisons that may ship: Holm's first step. */
    static double cut(Design design) {
        int comparisons = design.primary().size() * design.treatments().size();
        return Normal.upperQuantile(design.design().alpha() / 2 / Math.max(1, comparisons));
    }

    /** Whether an experiment has the objective's metric among its primaries. */
    static boolean serves(Design design, MeasuredObjective objective) {
        return design.primary().stream()
                .anyMatch(primary -> primary.metric().toString().equals(objective.metric()));
    }
}

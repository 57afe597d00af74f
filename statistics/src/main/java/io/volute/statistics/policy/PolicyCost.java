package io.volute.statistics.policy;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.bootstrap.Resampling;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies compared on the same rows when the truth of a row gives the cost of <em>every</em> action: no propensity, no
 * experiment. Not for actions that change the outcome, nor for outcomes seen only after acting. Figures are refused with
 * code {@code few-rows-decide} where the money rests on few rows (see {@link Concentration}); offer
 * {@link Bootstrap#studentised}, the capped total and the rows by name instead.
 */
public final class PolicyCost {

    private static final double ALPHA = .05;

    private PolicyCost() {}

    /**
     * Mean of {@code policy - reference} per row with the paired t interval, 95 %; method {@code paired-t}. Below 0 the
     * policy is cheaper.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Figure difference(double[] policy, double[] reference) {
        double[] d = minus(policy, reference);
        Figure figure = Means.pairedDifferences(d, ALPHA);
        return figure instanceof Estimate ? guarded(figure, d) : figure;
    }

    /** As {@link #difference}, where rows of one unit or block of time belong together; method {@code clustered-t}. */
    public static Figure difference(double[] policy, double[] reference, long[] cluster) {
        double[] d = minus(policy, reference);
        Figure figure = Means.clustered(d, cluster);
        return figure instanceof Estimate ? guarded(figure, d) : figure;
    }

    /** Mean cost of one policy with its t interval, 95 %; method {@code mean-t}. */
    public static Figure mean(double[] costs) {
        Figure figure = Means.interval(Moments.of(costs));
        return figure instanceof Estimate ? guarded(figure, costs) : figure;
    }

    /**
     * Differences of several policies from one reference, with intervals that hold all at once at 95 %: quantile of the
     * largest absolute t over seeded bootstrap draws of rows (max-t, Westfall, Young 1993); method {@code max-t}.
     *
     * @param policies costs by policy and row
     * @return one figure for each policy; {@code identical} ones and those without variance are refused
     */
    public static List<Figure> simultaneous(double[][] policies, double[] reference, int draws, long seed) {
        List<double[]> differences = new ArrayList<>();
        List<Figure> alone = new ArrayList<>();
        for (double[] policy : policies) {
            differences.add(minus(policy, reference));
            alone.add(difference(policy, reference));
        }
        return simultaneous(differences, alone, draws, seed);
    }

    /**
     * As {@link #simultaneous(double[][], double[], int, long)}, where rows of one unit or block of time belong together:
     * units are drawn, each with its influence on the mean over rows.
     */
    public static List<Figure> simultaneous(
            double[][] policies, double[] reference, long[] cluster, int draws, long seed) {
        List<double[]> influences = new ArrayList<>();
        List<Figure> alone = new ArrayList<>();
        for (double[] policy : policies) {
            influences.add(influences(minus(policy, reference), cluster));
            alone.add(difference(policy, reference, cluster));
        }
        return simultaneous(influences, alone, draws, seed);
    }

    private static List<Figure> simultaneous(List<double[]> differences, List<Figure> alone, int draws, long seed) {
        List<Moments> moments = differences.stream().map(Moments::of).toList();
        double limit = differences.isEmpty() ? 0 : limit(differences, moments, differences.get(0).length, draws, seed);
        List<Figure> figures = new ArrayList<>();
        for (int k = 0; k < differences.size(); k++) {
            Moments m = moments.get(k);
            double half = limit * m.standardError();
            figures.add(
                    alone.get(k) instanceof Refused refused
                            ? refused
                            : new Estimate(m.mean(), m.mean() - half, m.mean() + half, m.n(), "max-t"));
        }
        return figures;
    }

    /** One value for each cluster: their mean is the mean over rows, their variance that of the ratio of sums. */
    private static double[] influences(double[] d, long[] cluster) {
        Map<Long, double[]> sums = new LinkedHashMap<>();
        double total = 0;
        for (int i = 0; i < d.length; i++) {
            double[] sum = sums.computeIfAbsent(cluster[i], key -> new double[2]);
            sum[0] += d[i];
            sum[1]++;
            total += d[i];
        }
        double mean = total / d.length;
        double size = (double) d.length / sums.size();
        return sums.values().stream()
                .mapToDouble(sum -> mean + (sum[0] - mean * sum[1]) / size)
                .toArray();
    }

    /**
     * How much of the avoidable cost a policy leaves: {@code (cost - oracle) / (heuristic - oracle)}; 0 is the oracle, 1
     * the heuristic.
     *
     * @throws IllegalArgumentException if the heuristic costs no more than the oracle
     */
    public static double regretShare(double cost, double oracle, double heuristic) {
        if (!(heuristic > oracle)) {
            throw new IllegalArgumentException(
                    "regret: heuristic " + heuristic + ", oracle " + oracle + " (expected: the oracle cheaper)");
        }
        return (cost - oracle) / (heuristic - oracle);
    }

    private static double limit(List<double[]> differences, List<Moments> moments, int rows, int draws, long seed) {
        double[] largest = Resampling.values(rows, draws, seed, weights -> {
            double most = 0;
            for (int k = 0; k < moments.size(); k++) {
                most = Math.max(most, Math.abs(t(differences.get(k), weights, moments.get(k))));
            }
            return most;
        });
        Arrays.sort(largest);
        return draws == 0 ? 0 : Bootstrap.quantile(largest, 1 - ALPHA);
    }

    private static double t(double[] d, int[] weights, Moments whole) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < d.length; i++) {
            double centred = d[i] - whole.mean();
            sum += weights[i] * centred;
            squares += weights[i] * centred * centred;
        }
        double n = d.length;
        double m2 = squares - sum * sum / n;
        return m2 > 0 ? sum / n / Math.sqrt(m2 / (n - 1) / n) : 0;
    }

    private static Figure guarded(Figure figure, double[] amounts) {
        Concentration concentration = Concentration.of(amounts);
        if (concentration.broad()) {
            return figure;
        }
        return new Refused(
                "few-rows-decide",
                "effective rows: " + Math.round(concentration.effectiveRows() * 10) / 10.0 + ", largest row: "
                        + Math.round(concentration.topShare() * 100) + " % of the total (expected: >= "
                        + Math.round(Concentration.ROWS_MIN) + ", <= " + Math.round(Concentration.SHARE_MAX * 100)
                        + " %)",
                "read the rows by name, cap the amounts, or use the bootstrap-t interval");
    }

    static double[] minus(double[] policy, double[] reference) {
        if (policy.length != reference.length) {
            throw new IllegalArgumentException(
                    "rows: " + policy.length + " and " + reference.length + " costs (expected: the same rows)");
        }
        double[] d = new double[policy.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = policy[i] - reference[i];
        }
        return d;
    }
}

package io.volute.statistics.mean;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two arms whose rows are finer than what was assigned (visits of persons, persons of cities): rows of one cluster share
 * its luck, so that clusters count, not rows. The mean over rows is a ratio of sums, cluster total over cluster size, with
 * t of {@code clusters - 2} degrees of freedom. Moments are those of {@link #sums}: first the totals, then the sizes.
 */
public final class Clusters {

    /** From this many clusters an arm on the interval is as good as said; below it is rough. */
    public static final int CLUSTERS_ENOUGH = 30;

    private Clusters() {}

    /**
     * Totals and sizes of the clusters of one arm.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static PairMoments sums(double[] values, long[] cluster) {
        Map<Long, double[]> sums = grouped(values, cluster);
        return PairMoments.of(
                sums.values().stream().mapToDouble(sum -> sum[0]).toArray(),
                sums.values().stream().mapToDouble(sum -> sum[1]).toArray());
    }

    /**
     * Difference of the means over rows; method {@code clustered-t}; n counts clusters.
     *
     * @return refused with code {@code too-few-clusters} below {@value Means#CLUSTERS_MIN} in an arm: there
     *     {@link Permutation} still tests; {@code zero-denominator} and {@code no-variance} as elsewhere
     */
    public static Figure difference(PairMoments treatment, PairMoments control, double alpha) {
        return refused(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            Moments t = treatment.ratio();
            Moments c = control.ratio();
            double d = t.mean() - c.mean();
            double half = Student.upperQuantile(alpha / 2, df(treatment, control)) * Arms.error(t, c);
            return new Estimate(d, d - half, d + half, t.n() + c.n(), "clustered-t");
        });
    }

    /** The two-sided test of equal means over rows; method {@code clustered-t}; refused like {@link #difference}. */
    public static Tested test(PairMoments treatment, PairMoments control) {
        return refused(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            Moments t = treatment.ratio();
            Moments c = control.ratio();
            double statistic = (t.mean() - c.mean()) / Arms.error(t, c);
            double df = df(treatment, control);
            return new Significance(statistic, df, Student.twoSided(statistic, df), "clustered-t");
        });
    }

    /** Relative lift with Fieller's interval; method {@code clustered-fieller}; refused like {@link Arms#lift}. */
    public static Figure lift(PairMoments treatment, PairMoments control, double alpha) {
        return refused(treatment, control)
                .or(() -> Arms.checkLift(treatment.ratio(), control.ratio()))
                .<Figure>map(refused -> refused)
                .orElseGet(() -> Arms.fieller(
                        treatment.ratio(),
                        control.ratio(),
                        Student.upperQuantile(alpha / 2, df(treatment, control)),
                        "clustered-fieller"));
    }

    /** That an arm has fewer than {@value #CLUSTERS_ENOUGH} clusters; empty if both have enough. */
    public static Optional<String> warning(PairMoments treatment, PairMoments control) {
        long fewest = Math.min(treatment.n(), control.n());
        return fewest < CLUSTERS_ENOUGH
                ? Optional.of("clusters in the smaller arm: " + fewest + " (expected: >= " + CLUSTERS_ENOUGH
                        + "); the interval is rough, compare it with the permutation test")
                : Optional.empty();
    }

    /**
     * By how much clusters raise the variance of a mean: {@code 1 + (size - 1) icc} (Kish 1965).
     *
     * @param size rows of a cluster
     * @param icc correlation within a cluster
     */
    public static double designEffect(double size, double icc) {
        return 1 + (size - 1) * icc;
    }

    /**
     * Correlation within clusters by one-way analysis of variance, ICC(1,1) of Shrout and Fleiss (1979), with the mean
     * size of unequal clusters after Donner; may be below 0. Values of one arm: an effect would look like clusters.
     *
     * @return empty with fewer than two clusters, with no cluster of two rows, or if all values are equal
     * @throws IllegalArgumentException if the lengths differ
     */
    public static OptionalDouble icc(double[] values, long[] cluster) {
        Map<Long, double[]> sums = grouped(values, cluster);
        int groups = sums.size();
        int n = values.length;
        if (groups < 2 || n == groups) {
            return OptionalDouble.empty();
        }
        Moments all = Moments.of(values);
        double between = 0;
        double squares = 0;
        for (double[] sum : sums.values()) {
            double d = sum[0] / sum[1] - all.mean();
            between += sum[1] * d * d;
            squares += sum[1] * sum[1];
        }
        double meanBetween = between / (groups - 1);
        double meanWithin = Math.max(0, all.m2() - between) / (n - groups);
        double size = (n - squares / n) / (groups - 1);
        double total = meanBetween + (size - 1) * meanWithin;
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((meanBetween - meanWithin) / total);
    }

    private static Map<Long, double[]> grouped(double[] values, long[] cluster) {
        if (values.length != cluster.length) {
            throw new IllegalArgumentException(
                    "clusters: " + values.length + " rows, " + cluster.length + " labels (expected: one for each row)");
        }
        Map<Long, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            double[] sum = sums.computeIfAbsent(cluster[i], key -> new double[2]);
            sum[0] += values[i];
            sum[1]++;
        }
        return sums;
    }

    private static double df(PairMoments treatment, PairMoments control) {
        return treatment.n() + control.n() - 2.0;
    }

    private static Optional<Refused> refused(PairMoments treatment, PairMoments control) {
        long fewest = Math.min(treatment.n(), control.n());
        if (fewest < Means.CLUSTERS_MIN) {
            return Optional.of(new Refused(
                    "too-few-clusters",
                    "clusters in the smaller arm: " + fewest + " (expected: >= " + Means.CLUSTERS_MIN + ")",
                    "read the permutation test over clusters, or assign more of them"));
        }
        return Ratios.check(treatment, control).or(() -> Arms.check(treatment.ratio(), control.ratio()));
    }
}

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

/** Mean of one sample, of paired differences, and of rows that come in clusters, with Student's t intervals. */
public final class Means {

    /** Fewer clusters than this carry no interval; between this and 30 the interval is rough. */
    public static final int CLUSTERS_MIN = 5;

    private static final double ALPHA = .05;

    private Means() {}

    /** {@link #interval(Moments, double)} at 95 %. */
    public static Figure interval(Moments sample) {
        return interval(sample, ALPHA);
    }

    /**
     * Mean with interval {@code mean +- t(1 - alpha/2, n - 1) s / sqrt n}; method {@code mean-t}.
     *
     * @return refused with fewer than two rows, or if all values are the same number
     */
    public static Figure interval(Moments sample, double alpha) {
        if (sample.n() < 2) {
            return Refused.tooFew("rows", sample.n(), 2);
        }
        if (sample.m2() == 0) {
            return Refused.noVariance("the metric");
        }
        return around(sample, alpha, "mean-t");
    }

    /**
     * Mean of {@code treatment - control} of the same units with a t interval at 95 %; method {@code paired-t}.
     *
     * @return refused with fewer than two units, code {@code identical} if all differences are 0, code
     *     {@code no-variance} if they are all the same other number
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Figure paired(double[] treatment, double[] control) {
        return pairedDifferences(differences(treatment, control), ALPHA);
    }

    /** As {@link #paired}, from the differences of each unit. */
    public static Figure pairedDifferences(double[] differences, double alpha) {
        return pairedMoments(Moments.of(differences), alpha);
    }

    /** As {@link #paired}, from the moments of the differences. */
    public static Figure pairedMoments(Moments difference, double alpha) {
        return checkedPairs(difference, "units", 2)
                .<Figure>map(refused -> refused)
                .orElseGet(() -> around(difference, alpha, "paired-t"));
    }

    /** The two-sided test that the mean of the differences is 0; method {@code paired-t}; refused like {@link #paired}. */
    public static Tested pairedTest(Moments difference) {
        return checkedPairs(difference, "units", 2)
                .<Tested>map(refused -> refused)
                .orElseGet(() -> {
                    double t = difference.mean() / difference.standardError();
                    return new Significance(
                            t, difference.n() - 1.0, Student.twoSided(t, difference.n() - 1.0), "paired-t");
                });
    }

    /**
     * Mean over rows of paired differences where rows of one cluster (person, aircraft, day) belong together: the ratio
     * of cluster sums to cluster sizes with the variance of its influences (Deng, Knoblich, Lu, KDD 2018), t with
     * clusters - 1 degrees of freedom, 95 %; method {@code clustered-t}, n counts clusters.
     *
     * @param differences treatment minus control of each row
     * @param cluster the cluster of each row
     * @return refused below {@value #CLUSTERS_MIN} clusters, or without variance between them
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Figure clustered(double[] differences, long[] cluster) {
        Moments influence = clusters(differences, cluster);
        return checkedPairs(influence, "clusters", CLUSTERS_MIN)
                .<Figure>map(refused -> refused)
                .orElseGet(() -> around(influence, ALPHA, "clustered-t"));
    }

    /**
     * The mean over rows as moments over clusters, for every method that takes {@link Moments} of independent units.
     *
     * @return mean over rows, n of clusters, squared influences of clusters; empty without rows
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Moments clusters(double[] values, long[] cluster) {
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
        if (sums.isEmpty()) {
            return Moments.EMPTY;
        }
        double[] total = sums.values().stream().mapToDouble(sum -> sum[0]).toArray();
        double[] size = sums.values().stream().mapToDouble(sum -> sum[1]).toArray();
        return PairMoments.of(total, size).ratio();
    }

    static double[] differences(double[] treatment, double[] control) {
        if (treatment.length != control.length) {
            throw new IllegalArgumentException(
                    "pairs: " + treatment.length + " and " + control.length + " (expected: equal lengths)");
        }
        double[] result = new double[treatment.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = treatment[i] - control[i];
        }
        return result;
    }

    private static Optional<Refused> checkedPairs(Moments difference, String what, long needed) {
        if (difference.n() >= 2 && difference.m2() == 0 && difference.mean() == 0) {
            return Optional.of(Refused.identical("paired values"));
        }
        if (difference.n() < needed) {
            return Optional.of(Refused.tooFew(what, difference.n(), needed));
        }
        return difference.m2() == 0 ? Optional.of(Refused.noVariance("the paired difference")) : Optional.empty();
    }

    private static Estimate around(Moments sample, double alpha, String method) {
        double half = Student.upperQuantile(alpha / 2, sample.n() - 1.0) * sample.standardError();
        return new Estimate(sample.mean(), sample.mean() - half, sample.mean() + half, sample.n(), method);
    }
}

package io.volute.statistics.test;

import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a sample-ratio mismatch comes from: the test of {@link SampleRatio} in each value of each attribute (exposure
 * day, platform, country, version, late exposure), Holm over all of them (Fabijan et al., KDD 2019). Values in which an
 * arm expects fewer than {@value #EXPECTED_MIN} units are not judged and do not count among the tests.
 */
public final class SampleRatioCauses {

    /** Fewest units expected in every arm of a value that is judged; below it the chi-square is not to be trusted. */
    public static final double EXPECTED_MIN = 5;

    private SampleRatioCauses() {}

    /**
     * Units of one value of one attribute.
     *
     * @param attribute such as {@code platform}
     * @param value such as {@code android}
     * @param observed units in each arm, in the order of the design's weights
     */
    public record Cell(String attribute, String value, List<Long> observed) {
        /** Copies the counts. */
        public Cell {
            observed = List.copyOf(observed);
        }
    }

    /**
     * What is wrong in one value.
     *
     * @param arm index of the arm that is furthest from its expectation, in standard errors
     * @param observed units in that arm
     * @param expected units in that arm by the design
     * @param statistic chi-square of the value over all arms; infinite where an arm of weight 0 holds units
     * @param p adjusted by Holm over all values judged
     */
    public record Cause(
            String attribute, String value, int arm, long observed, double expected, double statistic, double p) {}

    private record Judged(Cell cell, double statistic, double p) {}

    /**
     * All values judged, the most suspicious first: by p, then by the chi-square, then by name.
     *
     * @param weights design shares, at least 0; they need not sum to 1
     * @return empty if no value is large enough
     * @throws IllegalArgumentException like {@link SampleRatio#test}
     */
    public static List<Cause> find(List<Cell> cells, double[] weights) {
        List<Judged> judged = new ArrayList<>();
        for (Cell cell : cells) {
            long[] observed =
                    cell.observed().stream().mapToLong(Long::longValue).toArray();
            Tested tested = SampleRatio.test(observed, weights);
            if (tested instanceof Significance found && smallest(cell, weights) >= EXPECTED_MIN) {
                judged.add(new Judged(cell, found.statistic(), found.p()));
            } else if (unplanned(cell, weights) >= 0) {
                judged.add(new Judged(cell, Double.POSITIVE_INFINITY, 0));
            }
        }
        double[] adjusted =
                Multiplicity.holm(judged.stream().mapToDouble(Judged::p).toArray());
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            causes.add(cause(judged.get(i), adjusted[i], weights));
        }
        // Holm makes ties: at 1, and at 0 where p underflows. The chi-square has the same degrees of freedom
        // everywhere.
        causes.sort(Comparator.comparingDouble(Cause::p)
                .thenComparing(Comparator.comparingDouble(Cause::statistic).reversed())
                .thenComparing(Cause::attribute)
                .thenComparing(Cause::value));
        return List.copyOf(causes);
    }

    private static Cause cause(Judged judged, double p, double[] weights) {
        Cell cell = judged.cell();
        int arm = unplanned(cell, weights);
        if (arm < 0) {
            double worst = -1;
            for (int i = 0; i < weights.length; i++) {
                double expected = expected(cell, weights, i);
                // The variance of a cell of a multinomial: with two arms both are equally far away.
                double variance = expected * (1 - expected / units(cell));
                double deviation = variance > 0 ? Math.abs(cell.observed().get(i) - expected) / Math.sqrt(variance) : 0;
                if (deviation > worst * (1 + 1e-12)) {
                    worst = deviation;
                    arm = i;
                }
            }
        }
        return new Cause(
                cell.attribute(),
                cell.value(),
                arm,
                cell.observed().get(arm),
                expected(cell, weights, arm),
                judged.statistic(),
                p);
    }

    private static int unplanned(Cell cell, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0 && cell.observed().get(i) > 0) {
                return i;
            }
        }
        return -1;
    }

    private static double smallest(Cell cell, double[] weights) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            smallest = weights[i] > 0 ? Math.min(smallest, expected(cell, weights, i)) : smallest;
        }
        return smallest;
    }

    private static double expected(Cell cell, double[] weights, int arm) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return units(cell) * weights[arm] / sum;
    }

    private static double units(Cell cell) {
        return cell.observed().stream().mapToLong(Long::longValue).sum();
    }
}

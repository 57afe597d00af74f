package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.statistics.adjustment.Cuped;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.quantile.ArmQuantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One metric as sums by arm, which is all that effects need: (value), (value, before), (numerator, denominator) or
 * (numerator, denominator, numerator before, denominator before). Sums of disjoint sets of units add up.
 *
 * @param metric name and number
 * @param direction which way is good
 * @param shape what the variables are
 * @param proportion whether a value is 0 or 1
 * @param arms in the design's order
 */
public record MetricMoments(
        MetricId metric, Direction direction, Shape shape, boolean proportion, List<CrossMoments> arms) {
    /** What the variables are. */
    public enum Shape {
        /** (value). */
        MEAN(1),
        /** (value, value before). */
        MEAN_ADJUSTED(2),
        /** (numerator, denominator). */
        RATIO(2),
        /** (numerator, denominator, both before). */
        RATIO_ADJUSTED(4),
        /** (quantile): its mean is the quantile and its error that of the quantile. Parts do not add up. */
        QUANTILE(1);

        private final int variables;

        Shape(int variables) {
            this.variables = variables;
        }

        boolean ratio() {
            return this == RATIO || this == RATIO_ADJUSTED;
        }

        boolean adjusted() {
            return this == MEAN_ADJUSTED || this == RATIO_ADJUSTED;
        }
    }

    /** Copies and checks. */
    public MetricMoments {
        arms = List.copyOf(arms);
        for (CrossMoments arm : arms) {
            if (arm.variables() != shape.variables) {
                throw new IllegalArgumentException("metric " + metric + ": " + arm.variables()
                        + " variables (expected: " + shape.variables + " for " + shape + ")");
            }
        }
    }

    /**
     * Adds up units.
     *
     * @param armOf arm of each unit
     * @param count number of arms
     */
    static MetricMoments of(UnitMetric metric, int[] armOf, int count) {
        MetricDefinition definition = metric.definition();
        if (definition.type() == MetricType.QUANTILE) {
            return ofQuantile(metric, armOf, count);
        }
        UnitMetric.Part after = metric.after();
        UnitMetric.Part before = metric.before().orElse(after);
        boolean adjusted = metric.before().isPresent();
        Shape shape = metric.isRatio()
                ? adjusted ? Shape.RATIO_ADJUSTED : Shape.RATIO
                : adjusted ? Shape.MEAN_ADJUSTED : Shape.MEAN;
        CrossMoments.Builder[] sums = new CrossMoments.Builder[count];
        for (int arm = 0; arm < count; arm++) {
            sums[arm] = new CrossMoments.Builder(shape.variables);
        }
        boolean drop = metric.isRatio() && definition.zeroDenominator() == MetricDefinition.ZeroDenominator.DROP_UNIT;
        double[] row = new double[shape.variables];
        for (int unit = 0; unit < armOf.length; unit++) {
            if (drop && after.denominators()[unit] == 0) {
                continue;
            }
            int at = 0;
            row[at++] = after.values()[unit];
            if (shape.ratio()) {
                row[at++] = after.denominators()[unit];
            }
            if (adjusted) {
                row[at++] = before.values()[unit];
                if (shape.ratio()) {
                    row[at] = before.denominators()[unit];
                }
            }
            sums[armOf[unit]].add(row);
        }
        boolean proportion = definition.type() == MetricType.PROPORTION || definition.type() == MetricType.RETENTION;
        return new MetricMoments(
                metric.id(),
                definition.direction(),
                shape,
                proportion,
                Arrays.stream(sums).map(CrossMoments.Builder::build).toList());
    }

    private static MetricMoments ofQuantile(UnitMetric metric, int[] armOf, int count) {
        List<CrossMoments> arms = new ArrayList<>();
        for (Optional<ArmQuantile> quantile : UnitQuantiles.of(metric, armOf, count)) {
            Moments moments = quantile.map(ArmQuantile::moments).orElse(Moments.EMPTY);
            arms.add(new CrossMoments(moments.n(), new double[] {moments.mean()}, new double[] {moments.m2()}));
        }
        return new MetricMoments(metric.id(), metric.definition().direction(), Shape.QUANTILE, false, arms);
    }

    /** Both, which must be of disjoint units. */
    public MetricMoments plus(MetricMoments other) {
        if (!metric.equals(other.metric) || shape != other.shape || arms.size() != other.arms.size()) {
            throw new IllegalArgumentException("metric " + other.metric + ": not what " + metric + " is made of");
        }
        if (shape == Shape.QUANTILE) {
            throw new IllegalArgumentException(
                    "metric " + metric + ": quantiles of parts do not add up (expected: all units at once)");
        }
        List<CrossMoments> sum = new ArrayList<>();
        for (int arm = 0; arm < arms.size(); arm++) {
            sum.add(arms.get(arm).plus(other.arms.get(arm)));
        }
        return new MetricMoments(metric, direction, shape, proportion, sum);
    }

    /** Units of an arm. */
    long units(int arm) {
        return arms.get(arm).n();
    }

    /** The metric of an arm as moments of independent units, without adjustment; no units where it is undefined. */
    Moments plain(int arm) {
        CrossMoments sums = arms.get(arm);
        if (!shape.ratio()) {
            return sums.moments(0);
        }
        return sums.n() == 0 || sums.means()[1] == 0
                ? Moments.EMPTY
                : sums.pair(0, 1).ratio();
    }

    /** The adjustment; empty without a covariate, or where an arm's ratio is undefined. */
    Optional<Cuped> cuped() {
        if (!shape.adjusted()) {
            return Optional.empty();
        }
        if (shape == Shape.MEAN_ADJUSTED) {
            return Optional.of(Cuped.ofMean(arms));
        }
        boolean defined = arms.stream().allMatch(arm -> arm.n() > 0 && arm.means()[1] != 0 && arm.means()[3] != 0);
        return defined ? Optional.of(Cuped.ofRatio(arms)) : Optional.empty();
    }

    /** The covariate of an arm as moments of units; no units where it is undefined or there is none. */
    Moments before(int arm) {
        CrossMoments sums = arms.get(arm);
        return switch (shape) {
            case MEAN, RATIO, QUANTILE -> Moments.EMPTY;
            case MEAN_ADJUSTED -> sums.moments(1);
            case RATIO_ADJUSTED ->
                sums.n() == 0 || sums.means()[3] == 0
                        ? Moments.EMPTY
                        : sums.pair(2, 3).ratio();
        };
    }
}

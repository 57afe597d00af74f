package io.volute.businessanalysis.health;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricDefinition.ZeroDenominator;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import io.volute.statistics.mean.UnitSplits;
import io.volute.statistics.mean.Winsorised;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.quantile.ArmQuantile;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A metric of units that all get the same, by the formulas by which experiments read an arm. */
final class UnitValue {
    private final MetricDefinition definition;
    private final double[] values;
    private final double[] denominators;
    private final long[] ids;

    /**
     * Of units that count.
     *
     * @param ids any 64 bits for each unit, which decide on its half in splits
     */
    UnitValue(UnitMetric metric, long[] ids) {
        this.definition = metric.definition();
        UnitMetric.Part part = metric.after();
        boolean drops = metric.isRatio() && definition.zeroDenominator() == ZeroDenominator.DROP_UNIT;
        int[] kept = IntStream.range(0, part.values().length)
                .filter(unit -> !drops || part.denominators()[unit] != 0)
                .toArray();
        double[] plain = pick(part.values(), kept);
        OptionalDouble cap =
                definition.winsorise().isPresent() && Arrays.stream(plain).allMatch(total -> total >= 0)
                        ? Winsorised.cap(definition.winsorise().get(), plain)
                        : OptionalDouble.empty();
        this.values = cap.isPresent() ? Winsorised.cut(plain, cap.getAsDouble()) : plain;
        this.denominators = metric.isRatio() ? pick(part.denominators(), kept) : new double[0];
        this.ids = Arrays.stream(kept).mapToLong(unit -> ids[unit]).toArray();
    }

    private static double[] pick(double[] from, int[] which) {
        return Arrays.stream(which).mapToDouble(at -> from[at]).toArray();
    }

    private boolean share() {
        return switch (definition.type()) {
            case PROPORTION, RETENTION -> true;
            default -> false;
        };
    }

    private Optional<ArmQuantile> quantile() {
        return definition.level().filter(level -> values.length > 0).map(level -> ArmQuantile.of(values, level));
    }

    private boolean undefined() {
        return definition.isRatio() && Arrays.stream(denominators).sum() == 0;
    }

    /** The value with its interval of 95 %. */
    Figure figure() {
        if (values.length < 2) {
            return Refused.tooFew("units", values.length, 2);
        }
        if (undefined()) {
            return new Refused(
                    "zero-denominator",
                    "the denominators of all units are 0, so there is no ratio (expected: not 0)",
                    "check whether the denominator's events arrive, or choose a metric that every unit has");
        }
        if (share()) {
            return new Share(Math.round(Arrays.stream(values).sum()), values.length).wilson();
        }
        return quantile().<Figure>flatMap(ArmQuantile::refusal).orElseGet(() -> Means.interval(moments()));
    }

    /** As moments of independent units. */
    Moments moments() {
        if (undefined()) {
            return Moments.EMPTY;
        }
        return quantile()
                .map(ArmQuantile::moments)
                .orElseGet(() -> definition.isRatio()
                        ? PairMoments.of(values, denominators).ratio()
                        : Moments.of(values));
    }

    /** Of a ratio, the share of units whose denominator is 0; units that the definition drops are gone. */
    Optional<Double> zeroDenominators() {
        return !definition.isRatio() || values.length == 0
                ? Optional.empty()
                : Optional.of((double) Arrays.stream(denominators)
                                .filter(by -> by == 0)
                                .count()
                        / values.length);
    }

    /** Share of splits in which something is found where nothing is done; empty for a quantile. */
    Optional<Double> found(int splits, long seed) {
        if (definition.level().isPresent() || undefined()) {
            return Optional.empty();
        }
        return Optional.of(UnitSplits.shareBelow(values, denominators, ids, splits, seed));
    }
}

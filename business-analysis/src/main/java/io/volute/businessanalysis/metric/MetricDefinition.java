package io.volute.businessanalysis.metric;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a business metric is. Rows are never counted: the unit is what was assigned, and the definition says which of its
 * events count, once each, in which window after its first exposure.
 *
 * @param type how it becomes a number
 * @param events what counts: count, sum, mean, proportion, quantile, retention
 * @param numerator of a ratio
 * @param denominator of a ratio
 * @param steps of a funnel, in order
 * @param parts of a composite: metrics with their weights
 * @param level of a quantile, between 0 and 1
 * @param window after the exposure
 * @param lateData how long after the end of its window an event may still arrive: until then a value is provisional
 * @param direction which way is good
 * @param divideBy by which a sum is divided in the end, such as 3600 for hours out of seconds
 * @param zeroDenominator what becomes of a unit whose denominator is 0
 * @param excludeBots whether units marked as bots are left out
 * @param winsorise percentile of the units' totals that are not 0, over all arms, at which larger totals are cut
 * @param context metrics that are always shown beside it
 */
public record MetricDefinition(
        @Doc("how it becomes a number") MetricType type,
        @Doc("which events count") Optional<EventTerm> events,
        @Doc("numerator of a ratio") Optional<EventTerm> numerator,
        @Doc("denominator of a ratio") Optional<EventTerm> denominator,
        @Doc("steps of a funnel, in order") Optional<List<EventTerm>> steps,
        @Doc("metrics of a composite with their weights") Optional<SortedMap<MetricId, Double>> parts,
        @Doc("level of a quantile, between 0 and 1") Optional<Double> level,
        @Doc("the window after the exposure") MetricWindow window,

        @Doc("how long after its window an event may still arrive") @Default("PT48H")
        Duration lateData,

        @Doc("which way is good") @Default("up") Direction direction,

        @Doc("number by which a sum is divided in the end") @Default("1")
        double divideBy,

        @Doc("what becomes of a unit whose denominator is 0") @Default("keep-unit")
        ZeroDenominator zeroDenominator,

        @Doc("whether units marked as bots are left out") @Default("true")
        boolean excludeBots,

        @Doc("percentile of the totals above 0 at which larger ones are cut, such as 0.999")
        Optional<Double> winsorise,

        @Doc("metrics that are always shown beside it") @Default("[]")
        List<MetricId> context) {
    /** What becomes of a unit whose denominator is 0. */
    public enum ZeroDenominator {
        /** It stays: assignment decides who belongs to the arm. */
        KEEP_UNIT,
        /** It is left out; safe only where the treatment cannot move the denominator. */
        DROP_UNIT
    }

    /** Copies and checks. */
    public MetricDefinition {
        steps = steps.map(List::copyOf);
        parts = parts.map(some -> Collections.unmodifiableSortedMap(new TreeMap<>(some)));
        context = List.copyOf(context);
        needs(
                "events",
                events.isPresent(),
                type == MetricType.COUNT
                        || type == MetricType.SUM
                        || type == MetricType.MEAN
                        || type == MetricType.PROPORTION
                        || type == MetricType.QUANTILE
                        || type == MetricType.RETENTION,
                type);
        needs("numerator", numerator.isPresent(), type == MetricType.RATIO, type);
        needs("denominator", denominator.isPresent(), type == MetricType.RATIO, type);
        needs("steps", steps.isPresent(), type == MetricType.FUNNEL, type);
        needs("parts", parts.isPresent(), type == MetricType.COMPOSITE, type);
        needs("level", level.isPresent(), type == MetricType.QUANTILE, type);
        boolean adds = type == MetricType.SUM || type == MetricType.MEAN || type == MetricType.QUANTILE;
        events.ifPresent(term -> checkValue(term, adds));
        if (events.flatMap(EventTerm::join).isPresent()
                || denominator.flatMap(EventTerm::join).isPresent()) {
            throw new IllegalArgumentException("join: only a numerator answers something (expected: none here)");
        }
        if (numerator.flatMap(EventTerm::join).isPresent()
                && !numerator.flatMap(EventTerm::join).equals(denominator.flatMap(EventTerm::distinct))) {
            throw new IllegalArgumentException("numerator: joined by "
                    + numerator.flatMap(EventTerm::join).orElseThrow()
                    + " (expected: denominator with distinct: the same column)");
        }
        if (steps.isPresent() && steps.get().size() < 2) {
            throw new IllegalArgumentException("steps: fewer than two (expected: a way from a first to a last)");
        }
        if (level.isPresent() && !(level.get() > 0 && level.get() < 1)) {
            throw new IllegalArgumentException("level: " + level.get() + " (expected: between 0 and 1)");
        }
        if (winsorise.isPresent() && !(winsorise.get() > .5 && winsorise.get() < 1)) {
            throw new IllegalArgumentException("winsorise: " + winsorise.get() + " (expected: between 0.5 and 1)");
        }
        if (winsorise.isPresent() && type != MetricType.COUNT && type != MetricType.SUM) {
            throw new IllegalArgumentException(
                    "winsorise: belongs to types count and sum (expected: leave it out; a metric of another type has no"
                            + " total of a unit that could be cut)");
        }
        if (lateData.isNegative()) {
            throw new IllegalArgumentException("late-data: " + lateData + " (expected: not below 0)");
        }
        if (divideBy == 0) {
            throw new IllegalArgumentException("divide-by: 0 (expected: not 0)");
        }
    }

    /** Whether it is a ratio of two sums over units, whose error is that of their influences. */
    public boolean isRatio() {
        return type == MetricType.RATIO || type == MetricType.MEAN || type == MetricType.FUNNEL;
    }

    private static void needs(String key, boolean there, boolean needed, MetricType type) {
        if (there != needed) {
            String name = type.name().toLowerCase(java.util.Locale.ROOT);
            throw new IllegalArgumentException(
                    there
                            ? key + ": a metric of type " + name + " has none (expected: leave it out)"
                            : "type: " + name + " without " + key + " (expected: " + key + " beside it)");
        }
    }

    private static void checkValue(EventTerm term, boolean adds) {
        if (adds != term.value().isPresent()) {
            throw new IllegalArgumentException(
                    adds
                            ? "events: no value (expected: the column that is added up)"
                            : "events: value does not belong to this type (expected: event, where, distinct)");
        }
        if (adds && term.distinct().isPresent()) {
            throw new IllegalArgumentException("events: distinct does not belong to this type (expected: value)");
        }
    }
}

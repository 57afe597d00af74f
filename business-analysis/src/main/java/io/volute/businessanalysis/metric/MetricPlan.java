package io.volute.businessanalysis.metric;

import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** What has to be counted for some metrics, in one window and, as a covariate, in one before the exposure. */
final class MetricPlan {
    static final String DENOMINATOR = ".den";
    static final String BEFORE = ".pre";
    static final String FIRST_THIRD = ".first";
    static final String LAST_THIRD = ".last";
    private static final Duration SHORTEST = Duration.ofDays(3);

    private final SortedMap<MetricId, MetricDefinition> metrics;

    MetricPlan(SortedMap<MetricId, MetricDefinition> metrics) {
        this.metrics = metrics;
        check(metrics);
    }

    /** Whether all that is named is there, and parts of a composite are numbers of a unit. */
    static void check(Map<MetricId, MetricDefinition> metrics) {
        metrics.forEach((id, definition) -> definition
                .parts()
                .ifPresent(parts -> parts.keySet().forEach(part -> {
                    MetricDefinition of = metrics.get(part);
                    if (of == null) {
                        throw new IllegalArgumentException(
                                id + ": part " + part + " is not defined (expected one of: " + metrics.keySet() + ")");
                    }
                    if (of.isRatio() || of.type() == MetricType.COMPOSITE || of.type() == MetricType.QUANTILE) {
                        throw new IllegalArgumentException(
                                id + ": part " + part
                                        + " is no number of a unit (expected: parts of type count, sum, proportion or retention)");
                    }
                })));
    }

    /**
     * Tallies of all metrics; {@code before} is the length of the window before the exposure, {@code thirds} are the metrics
     * that are counted in the first and in the last third of their windows too.
     */
    List<UnitTally> tallies(Optional<Duration> before, Set<MetricId> thirds) {
        List<UnitTally> tallies = new ArrayList<>();
        metrics.forEach((id, definition) -> {
            if (thirds.contains(id) && hasThirds(definition)) {
                Duration from = definition.window().from();
                Duration to = definition.window().to();
                Duration third = to.minus(from).dividedBy(3);
                tallies(id + FIRST_THIRD, definition, new Window(from, from.plus(third)), Optional.empty(), tallies);
                tallies(id + LAST_THIRD, definition, new Window(to.minus(third), to), Optional.empty(), tallies);
            }
        });
        metrics.forEach((id, definition) -> {
            tallies(id.toString(), definition, definition.window().window(), Optional.empty(), tallies);
            before.ifPresent(length -> tallies(
                    id + BEFORE,
                    definition,
                    new Window(length.negated(), Duration.ZERO),
                    Optional.of(Duration.ZERO),
                    tallies));
        });
        return tallies;
    }

    /** Whether a third of the window says something: of a day no third, and of quantiles and composites nobody asks it. */
    private static boolean hasThirds(MetricDefinition definition) {
        Duration length = definition.window().to().minus(definition.window().from());
        return length.compareTo(SHORTEST) >= 0
                && definition.type() != MetricType.QUANTILE
                && definition.type() != MetricType.COMPOSITE;
    }

    /** Tallies of one metric under this name. */
    static void tallies(
            String name,
            MetricDefinition definition,
            Window window,
            Optional<Duration> limit,
            List<UnitTally> tallies) {
        switch (definition.type()) {
            case COUNT, SUM, PROPORTION, RETENTION, QUANTILE ->
                tallies.add(simple(name, definition.events().orElseThrow(), window));
            case MEAN -> {
                EventTerm events = definition.events().orElseThrow();
                tallies.add(simple(name, events, window));
                tallies.add(new UnitTally.Count(name + DENOMINATOR, events.selection(), Optional.empty(), window));
            }
            case RATIO -> ratio(name, definition, window, limit, tallies);
            case FUNNEL -> {
                List<EventTerm> steps = definition.steps().orElseThrow();
                tallies.add(new UnitTally.Reached(
                        name, steps.stream().map(EventTerm::selection).toList(), window));
                tallies.add(new UnitTally.Reached(
                        name + DENOMINATOR, List.of(steps.get(0).selection()), window));
            }
            case COMPOSITE -> {
                // Made of the others.
            }
        }
    }

    private static void ratio(
            String name,
            MetricDefinition definition,
            Window window,
            Optional<Duration> limit,
            List<UnitTally> tallies) {
        EventTerm numerator = definition.numerator().orElseThrow();
        EventTerm denominator = definition.denominator().orElseThrow();
        if (numerator.join().isEmpty()) {
            tallies.add(simple(name, numerator, window));
            tallies.add(simple(name + DENOMINATOR, denominator, window));
            return;
        }
        String key = numerator.join().get();
        tallies.add(new UnitTally.Answered(
                name,
                denominator.selection(),
                key,
                window,
                numerator.selection(),
                numerator.within().orElseThrow(),
                limit));
        tallies.add(new UnitTally.Seen(name + DENOMINATOR, denominator.selection(), key, window));
    }

    private static UnitTally simple(String name, EventTerm term, Window window) {
        return term.value()
                .<UnitTally>map(value -> new UnitTally.Sum(name, term.selection(), value, window))
                .orElseGet(() -> new UnitTally.Count(name, term.selection(), term.distinct(), window));
    }
}

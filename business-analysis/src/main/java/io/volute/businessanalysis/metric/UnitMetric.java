package io.volute.businessanalysis.metric;

import java.util.Optional;

/**
 * One metric's numbers for each unit of a population, in the order of the population. The arrays are not copied: they may
 * hold millions of units, and nobody changes them.
 */
public final class UnitMetric {
    private final MetricId id;
    private final MetricDefinition definition;
    private final Part after;
    private final Optional<Part> before;
    private final Optional<Thirds> thirds;

    /**
     * Numerators and, of a ratio, denominators.
     *
     * @param values numerators of a ratio, else the numbers themselves
     * @param denominators of a ratio; empty otherwise
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of millions of units would double them
    public record Part(double[] values, double[] denominators) {
        /** Checks. */
        public Part {
            if (denominators.length != 0 && denominators.length != values.length) {
                throw new IllegalArgumentException("denominators: " + denominators.length + " of " + values.length
                        + " units (expected: one for each, or none)");
            }
        }

        /** Numbers without denominators. */
        public static Part of(double[] values) {
            return new Part(values, new double[0]);
        }
    }

    /**
     * Numbers of the same units in the first and in the last third of the window.
     *
     * @param first third
     * @param last third
     */
    public record Thirds(Part first, Part last) {}

    /**
     * The numbers of a metric.
     *
     * @param after from the exposure on
     * @param before the same counted before the exposure, for the same units
     */
    public UnitMetric(MetricId id, MetricDefinition definition, Part after, Optional<Part> before) {
        this(id, definition, after, before, Optional.empty());
    }

    private UnitMetric(
            MetricId id, MetricDefinition definition, Part after, Optional<Part> before, Optional<Thirds> thirds) {
        this.id = id;
        this.definition = definition;
        this.after = after;
        this.before = before;
        this.thirds = thirds;
        if (definition.isRatio() != (after.denominators().length > 0) && after.values().length > 0) {
            throw new IllegalArgumentException("metric " + id + ": a ratio has denominators, nothing else has");
        }
    }

    /** Name and number. */
    public MetricId id() {
        return id;
    }

    /** What it is. */
    public MetricDefinition definition() {
        return definition;
    }

    /** The same without what was before. */
    public UnitMetric alone() {
        return new UnitMetric(id, definition, after, Optional.empty());
    }

    /** The same, with the thirds of the window. */
    public UnitMetric with(Thirds known) {
        return new UnitMetric(id, definition, after, before, Optional.of(known));
    }

    /** The first and the last third of the window; empty where they were not counted. */
    public Optional<Thirds> thirds() {
        return thirds;
    }

    /** Whether it has denominators. */
    public boolean isRatio() {
        return definition.isRatio();
    }

    /** From the exposure on. */
    public Part after() {
        return after;
    }

    /** Before the exposure. */
    public Optional<Part> before() {
        return before;
    }
}

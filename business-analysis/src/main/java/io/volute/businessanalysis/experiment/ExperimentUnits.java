package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.metric.UnitTotals;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The population of an experiment: units with their arm and their numbers. What was left out of it is counted. Arrays are
 * not copied; nobody changes them.
 */
public final class ExperimentUnits {
    /** Name of the attribute that holds the day of the first exposure, where it is known. */
    public static final String EXPOSED_ON = "exposed on";

    private final String[] names;
    private final int[] arms;
    private final SortedMap<String, @Nullable String[]> attributes;
    private final List<UnitMetric> metrics;
    private final Counts counts;
    private final Optional<UnitTotals.LogFacts> log;
    private final Optional<LocalDate> until;
    private final Assignment assignment;

    /**
     * What was assigned, exposed and left out.
     *
     * @param assigned units
     * @param exposed of these, in the population or dropped for another reason than never having been exposed
     * @param twoArms dropped: seen in two arms
     * @param unknownArm dropped: in an arm that the design does not have
     * @param bots dropped: marked as bots
     * @param duplicates events that repeat another's id
     * @param late events that were received after the moment of the question
     */
    public record Counts(
            long assigned, long exposed, long twoArms, long unknownArm, long bots, long duplicates, long late) {}

    /**
     * What is known of the assignment beside the population.
     *
     * @param unknownArms arms that the design does not have, of units that were left out
     * @param byArm units of each arm, whether they were exposed or not; empty where nobody knows
     */
    record Assignment(SortedSet<String> unknownArms, List<Long> byArm) {
        static final Assignment UNKNOWN = new Assignment(Collections.emptySortedSet(), List.of());

        /** Copies. */
        Assignment {
            unknownArms = Collections.unmodifiableSortedSet(new TreeSet<>(unknownArms));
            byArm = List.copyOf(byArm);
        }
    }

    /**
     * A population.
     *
     * @param names of the units
     * @param arms of the units, by place in the design's order of arms
     * @param attributes of the units by name; a null is an unknown value
     * @param log what was found in the log; empty where there was none
     * @param until the day of the question; empty where nobody said
     */
    public ExperimentUnits(
            String[] names,
            int[] arms,
            SortedMap<String, @Nullable String[]> attributes,
            List<UnitMetric> metrics,
            Counts counts,
            Optional<UnitTotals.LogFacts> log,
            Optional<LocalDate> until) {
        this(names, arms, attributes, metrics, counts, log, until, Assignment.UNKNOWN);
    }

    private ExperimentUnits(
            String[] names,
            int[] arms,
            SortedMap<String, @Nullable String[]> attributes,
            List<UnitMetric> metrics,
            Counts counts,
            Optional<UnitTotals.LogFacts> log,
            Optional<LocalDate> until,
            Assignment assignment) {
        this.names = names;
        this.arms = arms;
        this.attributes = attributes;
        this.metrics = List.copyOf(metrics);
        this.counts = counts;
        this.log = log;
        this.until = until;
        this.assignment = assignment;
        for (UnitMetric metric : metrics) {
            if (metric.after().values().length != arms.length) {
                throw new IllegalArgumentException("metric " + metric.id() + ": "
                        + metric.after().values().length + " of " + arms.length + " units (expected: one for each)");
            }
        }
    }

    /** Number of units. */
    public int size() {
        return arms.length;
    }

    /** Name of a unit. */
    public String name(int unit) {
        return names[unit];
    }

    /** Arm of a unit, by place in the design's order. */
    public int arm(int unit) {
        return arms[unit];
    }

    /** The same units with other numbers. */
    ExperimentUnits with(List<UnitMetric> others) {
        return new ExperimentUnits(names, arms, attributes, others, counts, log, until, assignment);
    }

    /** The same, with what is known of the assignment. */
    ExperimentUnits with(Assignment known) {
        return new ExperimentUnits(names, arms, attributes, metrics, counts, log, until, known);
    }

    /** What is known of the assignment. */
    Assignment assignment() {
        return assignment;
    }

    int[] arms() {
        return arms;
    }

    String[] names() {
        return names;
    }

    /** Attributes by name. */
    SortedMap<String, @Nullable String[]> attributes() {
        return attributes;
    }

    /** Their metrics. */
    public List<UnitMetric> metrics() {
        return metrics;
    }

    /** What was counted. */
    public Counts counts() {
        return counts;
    }

    /** What was found in the log. */
    public Optional<UnitTotals.LogFacts> log() {
        return log;
    }

    /** The day of the question. */
    public Optional<LocalDate> until() {
        return until;
    }

    /** The day on which the first unit was exposed, where it is known. */
    Optional<LocalDate> since() {
        @Nullable String[] days = attributes.get(EXPOSED_ON);
        return days == null
                ? Optional.empty()
                : Arrays.stream(days)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .map(LocalDate::parse);
    }

    /** Units by arm. */
    public long[] byArm(int armCount) {
        long[] counted = new long[armCount];
        for (int arm : arms) {
            counted[arm]++;
        }
        return counted;
    }
}

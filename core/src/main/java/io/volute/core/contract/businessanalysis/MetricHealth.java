package io.volute.core.contract.businessanalysis;

import io.volute.statistics.Figure;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the events known by a date say about a metric that the scope names, before any experiment has begun: whether it
 * can be computed, where it stands, and what a comparison of its units could find.
 *
 * <p>A unit counts as in an experiment: from its first event in the window on, and only once the metric's own window, the
 * answers to it and what may come late are over.
 *
 * @param metric its name and number
 * @param from first day of the window
 * @param until the day after its last: the date, or the day of the first experiment
 * @param value where it stands, 95 %; refused where it cannot be computed, and why
 * @param coverage what is there and what is missing; absent where no log can be read
 * @param spread what a comparison needs to know; absent without a value
 */
public record MetricHealth(
        String metric,
        LocalDate from,
        LocalDate until,
        Figure value,
        Optional<Coverage> coverage,
        Optional<Spread> spread) {

    /**
     * What is there and what is missing in the window.
     *
     * @param log its name
     * @param events different ones
     * @param duplicates share of rows that repeat an event
     * @param missing share of the events that count which lack the value, or the key, that they are counted by
     * @param joined of a numerator that answers: share of its events with a key whose key the denominator has; absent
     *     where nothing is joined
     * @param days days of the log within the window
     * @param silentDays share of those of them on which units that count are there, and the metric has no value
     */
    public record Coverage(
            String log,
            long events,
            double duplicates,
            double missing,
            Optional<Double> joined,
            int days,
            double silentDays) {}

    /**
     * What a comparison needs to know.
     *
     * @param units that count
     * @param unitsPerMonth first events of units in 30 days
     * @param finalAfterDays days from a unit's first event until its number no longer changes
     * @param distinct units seen within the first 1, 2, … days of the window
     * @param deviation of a unit's number; of a ratio that of its influence
     * @param error standard error of the value
     * @param zeroDenominators of a ratio: share of units whose denominator is 0; absent otherwise
     * @param withDuplicates the value if every row counted: what counting rows would make of it
     * @param bots what bots make of it; absent where no column of the log says who is one
     * @param splits what is found where nothing is done; absent for metrics that are no mean of units
     * @param nextDay correlation of a day's value with the next day's; absent where there is none
     * @param nextWeek correlation of a day's value with the same day's a week later
     */
    public record Spread(
            long units,
            double unitsPerMonth,
            double finalAfterDays,
            List<Long> distinct,
            double deviation,
            double error,
            Optional<Double> zeroDenominators,
            Figure withDuplicates,
            Optional<Bots> bots,
            Optional<Splits> splits,
            Optional<Double> nextDay,
            Optional<Double> nextWeek) {
        /** Copies. */
        public Spread {
            distinct = List.copyOf(distinct);
        }
    }

    /**
     * What bots make of it.
     *
     * @param units of them
     * @param otherwise the value if they counted where the definition leaves them out, or did not count where it does not
     */
    public record Bots(long units, Figure otherwise) {}

    /**
     * What is found where nothing is done.
     *
     * @param splits seeded splits of the units in half
     * @param found share of them in which a test at 5 % finds a difference
     */
    public record Splits(int splits, double found) {}
}

package io.volute.statistics.power;

import io.volute.statistics.Refused;
import java.util.List;
import java.util.Optional;

/**
 * How many distinct units come by within the first day, the first two days, and so on, counted from history. It flattens
 * as the same units return, which is why units do not grow with the days.
 *
 * @param distinct units within the first 1, 2, ... days; never falling
 */
public record ExposureCurve(List<Long> distinct) {

    /** Fewest days of history: two weeks, so that each weekday is seen twice. */
    public static final int DAYS_MIN = 14;

    /** @throws IllegalArgumentException if a count is negative or falls */
    public ExposureCurve {
        distinct = List.copyOf(distinct);
        long before = 0;
        for (int day = 0; day < distinct.size(); day++) {
            if (distinct.get(day) < before) {
                throw new IllegalArgumentException("exposure curve, day " + (day + 1) + ": " + distinct.get(day)
                        + " units after " + before + " (expected: distinct units so far, never falling)");
            }
            before = distinct.get(day);
        }
    }

    /** Days of history. */
    public int days() {
        return distinct.size();
    }

    /**
     * Distinct units within the first days.
     *
     * @param days from 1 to {@link #days}
     */
    public long units(int days) {
        return distinct.get(days - 1);
    }

    /** Why nothing is planned from it: code {@code too-few-rows} below {@value #DAYS_MIN} days. */
    Optional<Refused> refusal() {
        return days() < DAYS_MIN ? Optional.of(Refused.tooFew("days of history", days(), DAYS_MIN)) : Optional.empty();
    }
}

package io.volute.statistics;

/**
 * How long an experiment runs and what it finds by then.
 *
 * @param days whole weeks, at least 7
 * @param units distinct units exposed in that time, all arms and what is left out together
 * @param plan smallest effect found by then, with the rows of the smallest treatment arm and of the control
 */
public record Schedule(int days, long units, Plan plan) implements Timed {

    /** @throws IllegalArgumentException if days are not whole weeks, or there are no units */
    public Schedule {
        if (days < 7 || days % 7 != 0 || units < 1) {
            throw new IllegalArgumentException(
                    "schedule: " + days + " days, " + units + " units (expected: whole weeks, at least one unit)");
        }
    }
}

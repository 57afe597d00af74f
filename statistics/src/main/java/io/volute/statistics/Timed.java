package io.volute.statistics;

import java.util.Optional;

/** How long an experiment takes: a {@link Schedule} or the reason why there is none. */
public sealed interface Timed permits Schedule, Refused {

    /** The schedule, or empty where it was refused. */
    default Optional<Schedule> schedule() {
        return this instanceof Schedule schedule ? Optional.of(schedule) : Optional.empty();
    }
}

package io.volute.statistics;

import java.util.Optional;

/** The result of planning a comparison: a {@link Plan} or the reason why none can be made. */
public sealed interface Planned permits Plan, Refused {

    /** The plan, or empty where it was refused. */
    default Optional<Plan> plan() {
        return this instanceof Plan plan ? Optional.of(plan) : Optional.empty();
    }
}

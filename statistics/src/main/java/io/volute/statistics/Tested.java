package io.volute.statistics;

import java.util.Optional;

/** The result of a test of a hypothesis: a {@link Significance} or the reason why there is none. */
public sealed interface Tested permits Significance, Refused {

    /** The significance, or empty where the test was refused. */
    default Optional<Significance> tested() {
        return this instanceof Significance significance ? Optional.of(significance) : Optional.empty();
    }
}

package io.volute.statistics;

import java.util.Optional;

/** Why a number changed: a {@link Decomposition} into parts, or the reason why there is none. */
public sealed interface Decomposed permits Decomposition, Refused {

    /** The decomposition, or empty where it was refused. */
    default Optional<Decomposition> decomposition() {
        return this instanceof Decomposition found ? Optional.of(found) : Optional.empty();
    }
}

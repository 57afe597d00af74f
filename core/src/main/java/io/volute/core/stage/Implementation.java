package io.volute.core.stage;

import java.util.Optional;

/** A named thing that a spec selects: a trainer, a drift test, a source. Built by Guice, thread-safe. */
public interface Implementation {
    /** Raised by hand whenever the same options and input would give another answer; part of the fingerprint. */
    int revision();

    /** The record that its options bind to; components without a value in the spec take their declared default. */
    Class<? extends Record> options();

    /** Why it cannot work on this machine, and what to install; empty when it can. Cheap after the first call. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }
}

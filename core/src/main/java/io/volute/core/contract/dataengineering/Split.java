package io.volute.core.contract.dataengineering;

import java.time.Instant;
import java.util.List;

/**
 * Rolling origin: each fold is trained on labels known at its start and judged on the decisions of its period.
 *
 * @param folds oldest first
 * @param knownUntil labels known by this instant may train the final model
 */
public record Split(List<Fold> folds, Instant knownUntil) {
    /** Copies. */
    public Split {
        folds = List.copyOf(folds);
    }

    /**
     * One fold. Trains on rows with {@code known_at <= from} (hence {@code at < from}); judges rows with
     * {@code from <= at < to} that have a label.
     *
     * @param name for example {@code 1995}
     */
    public record Fold(String name, Instant from, Instant to) {}
}

package io.volute.core.contract.dataengineering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rows train and which judge. With decision times, rolling origin: each fold is trained on labels known at its
 * start and judged on the decisions of its period. Without them, drawn: each fold takes shares of the groups in a random
 * order.
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
     * One fold. Without a draw it trains on rows with {@code known_at <= from} (hence {@code at < from}) and judges rows
     * with {@code from <= at < to} that have a label. With one, {@code from} and {@code to} enclose all rows and the
     * draw alone decides.
     *
     * @param name for example {@code 1995}, or {@code test}
     */
    public record Fold(String name, Instant from, Instant to, Optional<Draw> draw) {
        /** A fold by time. */
        public Fold(String name, Instant from, Instant to) {
            this(name, from, to, Optional.empty());
        }
    }

    /**
     * A fold by lot, over the rows that have a label. Groups that no split may divide are ordered by a seeded hash of
     * their id, for each class of the label apart (the class of the group's row with the smallest id; a number has one
     * class): of {@code n} groups the first {@code train * n}, rounded, train, those from there up to {@code judged * n}
     * judge. {@link io.volute.statistics.random.Lots} is this order.
     *
     * @param seed of the hash
     * @param train share from 0 up to which groups train
     * @param judged share up to which groups judge, above {@code train}, at most 1
     */
    public record Draw(long seed, double train, double judged) {
        /** Checks the shares. */
        public Draw {
            if (!(train > 0 && judged > train && judged <= 1)) {
                throw new IllegalArgumentException(
                        "draw: train " + train + ", judged " + judged + " (expected: 0 < train < judged <= 1)");
            }
        }
    }
}

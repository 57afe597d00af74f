package io.volute.statistics;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A number that may be shown: an {@link Estimate} with its interval, or a {@link Refused} with the reason why there is
 * none. Never NaN, never an exception for data that cannot carry a figure. Immutable, safe for use by several threads.
 */
public sealed interface Figure permits Estimate, Refused {

    /** The estimate, or empty where it was refused. */
    default Optional<Estimate> found() {
        return this instanceof Estimate estimate ? Optional.of(estimate) : Optional.empty();
    }

    /** The refusal, or empty where there is an estimate. */
    default Optional<Refused> refusal() {
        return this instanceof Refused refused ? Optional.of(refused) : Optional.empty();
    }

    /**
     * The same figure on another scale.
     *
     * @param change monotone, finite on the interval; a falling one swaps the ends
     * @return a refusal unchanged
     */
    default Figure scaled(DoubleUnaryOperator change) {
        if (!(this instanceof Estimate from)) {
            return this;
        }
        double low = change.applyAsDouble(from.low());
        double high = change.applyAsDouble(from.high());
        return new Estimate(
                change.applyAsDouble(from.estimate()),
                Math.min(low, high),
                Math.max(low, high),
                from.n(),
                from.method());
    }
}

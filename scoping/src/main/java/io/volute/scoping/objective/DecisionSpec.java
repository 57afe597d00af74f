package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The decision that a prediction serves: who takes it, in what time, and how it is undone. */
public record DecisionSpec(
        @Doc("who takes it, for example maintenance control, or the ranking service")
        Optional<String> takenBy,

        @Doc("time in which a prediction has to be there, for example PT0.15S or PT12H")
        Optional<Duration> deadline,

        @Doc("most actions that can be taken in a month; no limit when left out")
        Optional<BigDecimal> capacity,

        @Doc("whether one wrong decision can be undone") Optional<Boolean> reversible,

        @Doc("how the model is taken back, for example the rule decides again from the next strike")
        Optional<String> rollback,

        @Doc("who approved that it cannot be undone; only with reversible: false")
        Optional<String> approvedBy,

        @Doc("whether acting changes the outcome that is predicted; then a risk does not say whom to treat")
        Optional<Boolean> changesOutcome) {
    /** Checks ranges. */
    public DecisionSpec {
        deadline.filter(time -> time.isNegative() || time.isZero()).ifPresent(time -> {
            throw new IllegalArgumentException("deadline: " + time + " (expected: a duration such as PT0.15S)");
        });
        capacity.filter(most -> most.signum() <= 0).ifPresent(most -> {
            throw new IllegalArgumentException("capacity: " + most.toPlainString() + " (expected: above 0)");
        });
    }
}

package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;

import io.volute.core.contract.scoping.Assessment.ChangedLimit;
import io.volute.core.contract.scoping.Assessment.Measured;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.statistics.Estimate;
import java.util.Optional;
import java.util.function.Supplier;

/** How answers are made. Stateless. */
final class Answer {

    private Answer() {}

    /** Asks one question. Whatever goes wrong is its answer, and never a yes; the others are still asked. */
    static ScopeCheck ask(String id, String title, Supplier<ScopeCheck> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return new ScopeCheck(
                    id,
                    title,
                    UNKNOWN,
                    "it could not be computed: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    "mend the cause and run again");
        }
    }

    /** A limit as it was written. */
    static String limit(double value) {
        return ChangedLimit.plain(value);
    }

    static Measured number(double value) {
        return new Measured(value, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Measured number(double value, double threshold) {
        return new Measured(value, Optional.empty(), Optional.empty(), Optional.of(threshold));
    }

    static Measured number(Estimate estimate, Optional<Double> threshold) {
        return new Measured(estimate.estimate(), Optional.of(estimate.low()), Optional.of(estimate.high()), threshold);
    }
}

package io.volute.businessanalysis.challenge;

import io.volute.core.artifact.Digest;
import io.volute.statistics.Figure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All challenges so far, oldest first.
 *
 * @param all one for each pass that trained
 */
public record Challenges(List<Past> all) {
    /** Copies. */
    public Challenges {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param evaluation digest of the evaluation that says so
     * @param asOf date of the pass
     * @param outcome FIRST, PROMOTED or REFUSED
     * @param challenger recipe
     * @param champion recipe of the champion before, if there was one
     * @param difference cost per unit, challenger minus champion, on rows neither saw
     * @param why one sentence
     * @param loss name of the metric that the difference is in, where no costs were declared; empty for money
     */
    public record Past(
            Digest evaluation,
            Instant asOf,
            String outcome,
            String challenger,
            Optional<String> champion,
            Figure difference,
            String why,
            Optional<String> loss) {
        /** In money. */
        public Past(
                Digest evaluation,
                Instant asOf,
                String outcome,
                String challenger,
                Optional<String> champion,
                Figure difference,
                String why) {
            this(evaluation, asOf, outcome, challenger, champion, difference, why, Optional.empty());
        }
    }
}

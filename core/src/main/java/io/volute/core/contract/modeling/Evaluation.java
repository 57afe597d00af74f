package io.volute.core.contract.modeling;

import io.volute.statistics.Figure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How the candidates were judged, on rows that none of the judged models was trained on.
 *
 * @param folds names of the folds, oldest first
 * @param rows judged rows over all folds
 * @param knownUntil the split's cut: no label that came to exist later trained or judged; dates the evaluation
 * @param ruleCost cost per unit of today's rule on these rows
 * @param candidates by key; a candidate that could not be trained here is missing
 * @param chosen key of the chosen candidate
 * @param why one sentence
 * @param challenge how the chosen one did against the champion
 */
public record Evaluation(
        List<String> folds,
        long rows,
        Instant knownUntil,
        Figure ruleCost,
        SortedMap<String, CandidateScore> candidates,
        String chosen,
        String why,
        Challenge challenge) {

    /**
     * Figures of one candidate over all folds; costs in currency per unit, differences candidate minus rule.
     *
     * @param guardrails one for each guardrail of the objective, in its order
     */
    public record CandidateScore(
            Figure auc,
            Figure averagePrecision,
            Figure logLoss,
            Figure cost,
            Figure costVersusRule,
            List<GuardrailShare> guardrails) {
        /** Copies. */
        public CandidateScore {
            guardrails = List.copyOf(guardrails);
        }
    }

    /**
     * Share of the guardrail's events (positive rows satisfying its {@code where}) on which nobody acted, on the judged
     * rows.
     *
     * @param name the guardrail's name
     * @param rule share missed by today's rule
     * @param model share missed by the candidate at the threshold of the costs
     * @param rise model minus rule on the same rows, with its paired interval
     */
    public record GuardrailShare(String name, Figure rule, Figure model, Figure rise) {}

    /**
     * Challenger against champion.
     *
     * @param outcome FIRST, PROMOTED or REFUSED
     * @param champion recipe of the champion before, if there was one
     * @param championKnownUntil its training cut
     * @param challenger recipe of the challenger
     * @param difference cost per unit, challenger minus champion, on rows neither saw
     * @param why one sentence
     */
    public record Challenge(
            String outcome,
            Optional<String> champion,
            Optional<Instant> championKnownUntil,
            String challenger,
            Figure difference,
            String why) {}
}

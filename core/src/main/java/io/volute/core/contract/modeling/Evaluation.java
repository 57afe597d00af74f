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
 * @param ruleCost cost per unit of today's rule on these rows
 * @param candidates by key; a candidate that could not be trained here is missing
 * @param chosen key of the chosen candidate
 * @param why one sentence
 * @param challenge how the chosen one did against the champion
 */
public record Evaluation(
        List<String> folds,
        long rows,
        Figure ruleCost,
        SortedMap<String, CandidateScore> candidates,
        String chosen,
        String why,
        Challenge challenge) {

    /** Figures of one candidate over all folds; costs in currency per unit, differences candidate minus rule. */
    public record CandidateScore(
            Figure auc, Figure averagePrecision, Figure logLoss, Figure cost, Figure costVersusRule) {}

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

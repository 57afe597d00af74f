package io.volute.core.contract.modeling;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the candidates were judged, on rows that none of the judged models was trained on.
 *
 * @param folds names of the folds, oldest first
 * @param rows judged rows over all folds
 * @param knownUntil the split's cut: no label that came to exist later trained or judged; dates the evaluation
 * @param framing what kind of label was predicted
 * @param loss name of the metric by which candidates are compared where no costs are declared; lower is better
 * @param ruleCost cost per unit of today's rule on these rows; refused where no costs are declared
 * @param candidates by key; a candidate that could not be trained here is missing
 * @param chosen key of the chosen candidate
 * @param why one sentence
 * @param challenge how the chosen one did against the champion
 */
public record Evaluation(
        List<String> folds,
        long rows,
        Instant knownUntil,
        Framing framing,
        String loss,
        Figure ruleCost,
        SortedMap<String, CandidateScore> candidates,
        String chosen,
        String why,
        Challenge challenge) {
    /** An evaluation written before there were several framings has none; it was of two classes. */
    public Evaluation {
        framing = Objects.requireNonNullElse(framing, Framing.BINARY);
        loss = Objects.requireNonNullElse(loss, LOG_LOSS);
    }

    /** Name of the metric: mean negative logarithm of the probability that was given to what happened. */
    public static final String LOG_LOSS = "log-loss";
    /** Name of the metric: area under the ROC curve. */
    public static final String AUC = "auc";
    /** Name of the metric: average precision. */
    public static final String AVERAGE_PRECISION = "average-precision";
    /** Name of the metric: share of rows whose most probable class is the right one. */
    public static final String ACCURACY = "accuracy";
    /** Name of the metric: mean over classes of the area under the ROC curve of one class against the rest. */
    public static final String MACRO_AUC = "macro-auc";
    /** Name of the metric: mean squared error. */
    public static final String MSE = "mse";
    /** Name of the metric: mean absolute error. */
    public static final String MAE = "mae";
    /** Name of the metric: root of the mean squared error. */
    public static final String RMSE = "rmse";
    /** Name of the metric: share of the variance that is explained. */
    public static final String R2 = "r2";

    /**
     * Figures of one candidate over all folds; costs in currency per unit, differences candidate minus rule.
     *
     * @param metrics by name, for example {@value #LOG_LOSS}
     * @param lossVersusBaseline mean loss of this candidate minus that of a constant learnt from the same training rows,
     *     paired on the same rows; below 0 the features tell something
     * @param cost refused where no costs are declared
     * @param costVersusRule likewise
     * @param guardrails one for each guardrail of the objective, in its order
     */
    public record CandidateScore(
            SortedMap<String, Figure> metrics,
            Figure lossVersusBaseline,
            Figure cost,
            Figure costVersusRule,
            List<GuardrailShare> guardrails) {
        /** Copies; a score written before there were several framings has no metrics by name. */
        public CandidateScore {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNullElse(metrics, Map.of())));
            lossVersusBaseline = Objects.requireNonNullElse(lossVersusBaseline, absent("loss against the baseline"));
            guardrails = List.copyOf(guardrails);
        }

        /** The metric of this name; refused when it was not computed. */
        public Figure metric(String name) {
            Figure found = metrics.get(name);
            return found == null ? absent(name) : found;
        }

        private static Refused absent(String name) {
            return new Refused("not-computed", name + ": not computed for this framing", "none needed");
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
    public record GuardrailShare(String name, Figure rule, Figure model, Figure rise) {
        /**
         * Whether the whole interval of the rise is tolerated. Equal decisions on every event are no rise, although no
         * interval can be given for them.
         *
         * @param most the largest tolerated rise
         */
        public boolean holds(double most) {
            return rise.found().map(found -> found.high() <= most).orElseGet(this::same);
        }

        /** Whether model and rule decide alike on every event. */
        public boolean same() {
            return rise.refusal()
                    .filter(refusal -> refusal.code().equals("identical"))
                    .isPresent();
        }
    }

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

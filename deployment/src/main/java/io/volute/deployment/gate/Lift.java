package io.volute.deployment.gate;

import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.Optional;

/**
 * How far a model's metric moves once it acts in the place of what acts today, on rows that neither saw.
 *
 * @param metric what it is judged by
 * @param lift model minus today, paired; refused where it was not measured
 * @param against what acts today
 */
public record Lift(String metric, Figure lift, String against) {
    private static final String CONSTANT = "a constant";
    private static final double AUC_OF_A_CONSTANT = .5;

    /**
     * Of this pass's evaluation.
     *
     * @param recipe candidate key of the champion
     * @param costs whether decisions have a price, so that models were compared in money
     * @return empty where the model in use stays, so that nothing moves
     */
    static Optional<Lift> of(Evaluation evaluation, String recipe, String metric, boolean costs) {
        Evaluation.Challenge challenge = evaluation.challenge();
        return switch (challenge.outcome()) {
            case "FIRST" ->
                Optional.of(new Lift(
                        metric,
                        Optional.ofNullable(evaluation.candidates().get(recipe))
                                .map(score -> againstAConstant(score, metric, evaluation.loss()))
                                .orElseGet(() -> unmeasured(metric, "recipe " + recipe + " was not judged")),
                        CONSTANT));
            case "PROMOTED" ->
                Optional.of(new Lift(
                        metric,
                        metric.equals(evaluation.loss()) && !costs
                                ? challenge.difference()
                                : unmeasured(
                                        metric,
                                        "the champion was challenged "
                                                + (costs ? "in money" : "by " + evaluation.loss())),
                        "the champion before, " + challenge.champion().orElse("")));
            default -> Optional.empty();
        };
    }

    private static Figure againstAConstant(CandidateScore score, String metric, String loss) {
        if (metric.equals(loss)) {
            return score.lossVersusBaseline();
        }
        return metric.equals(Evaluation.AUC)
                ? score.metric(Evaluation.AUC).scaled(auc -> auc - AUC_OF_A_CONSTANT)
                : unmeasured(metric, "judged by " + loss);
    }

    private static Refused unmeasured(String metric, String why) {
        return new Refused(
                "lift-not-measured",
                metric + " against what acts today: " + why,
                "write as ml-objective.metric what models are compared by, and learn the link of that");
    }
}

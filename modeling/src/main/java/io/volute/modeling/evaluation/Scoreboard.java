package io.volute.modeling.evaluation;

import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.modeling.Evaluation.GuardrailShare;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.proportion.Proportions;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.ranking.Auc;
import io.volute.statistics.ranking.AveragePrecision;
import io.volute.statistics.ranking.MacroAuc;
import io.volute.statistics.score.ClassScores;
import io.volute.statistics.score.Losses;
import io.volute.statistics.score.NumberErrors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Figures of one set of scores on the rows that judge. */
final class Scoreboard {
    private static final int DRAWS = 2_000;

    private final JudgedRows rows;
    private final Yardstick yardstick;
    private final List<NamedRows> guardrails;
    private final long seed;

    /**
     * A guardrail's rows among all examples.
     *
     * @param name the guardrail's name
     * @param where rows that count, when they have the event
     */
    record NamedRows(String name, BitSet where) {}

    /**
     * A board.
     *
     * @param guardrails in the order of the objective
     * @param seed of the bootstrap; equal seeds draw equal resamples
     */
    Scoreboard(JudgedRows rows, Yardstick yardstick, List<NamedRows> guardrails, long seed) {
        this.rows = rows;
        this.yardstick = yardstick;
        this.guardrails = List.copyOf(guardrails);
        this.seed = seed;
    }

    /** Cost per unit of today's rule. */
    Figure ruleCost() {
        return yardstick instanceof Yardstick.Money money
                ? money.rule()
                        .map(rule -> Means.interval(Moments.of(money.ruleCosts(rule, rows))))
                        .orElseGet(Scoreboard::noRule)
                : Yardstick.Loss.noCosts();
    }

    CandidateScore score(double[] scores) {
        Figure versusBaseline = Means.paired(rows.losses(scores), rows.losses(rows.baseline()));
        if (!(yardstick instanceof Yardstick.Money money)) {
            Refused refused = Yardstick.Loss.noCosts();
            return new CandidateScore(metrics(scores), versusBaseline, refused, refused, List.of());
        }
        double[] costs = money.costs(rows, scores);
        List<GuardrailShare> shares = new ArrayList<>();
        guardrails.forEach(guardrail -> shares.add(missed(money, guardrail, scores)));
        return new CandidateScore(
                metrics(scores),
                versusBaseline,
                Means.interval(Moments.of(costs)),
                money.rule()
                        .map(rule -> Means.paired(costs, money.ruleCosts(rule, rows)))
                        .orElseGet(Scoreboard::noRule),
                shares);
    }

    private static Figure noRule() {
        return new Refused(
                "no-baseline-rule",
                "baseline rule: none declared (expected: what is done today)",
                "declare scoping.baseline-rule");
    }

    private SortedMap<String, Figure> metrics(double[] scores) {
        int classes = rows.target().width();
        return new TreeMap<>(
                switch (rows.target().framing()) {
                    case BINARY ->
                        Map.of(
                                Evaluation.AUC, Auc.of(scores, rows.events()),
                                Evaluation.AVERAGE_PRECISION, AveragePrecision.of(scores, rows.events(), DRAWS, seed),
                                Evaluation.LOG_LOSS, Losses.logLoss(scores, rows.events()));
                    case MULTICLASS ->
                        Map.of(
                                Evaluation.ACCURACY, ClassScores.accuracy(scores, rows.classes(), classes),
                                Evaluation.LOG_LOSS, ClassScores.logLoss(scores, rows.classes(), classes),
                                Evaluation.MACRO_AUC, MacroAuc.of(scores, rows.classes(), classes));
                    case REGRESSION ->
                        Map.of(
                                Evaluation.MAE, NumberErrors.mae(scores, rows.values()),
                                Evaluation.MSE, NumberErrors.mse(scores, rows.values()),
                                Evaluation.R2, NumberErrors.rSquared(scores, rows.values()),
                                Evaluation.RMSE, NumberErrors.rmse(scores, rows.values()));
                });
    }

    private GuardrailShare missed(Yardstick.Money money, NamedRows guardrail, double[] probabilities) {
        long both = 0;
        long modelOnly = 0;
        long ruleOnly = 0;
        long neither = 0;
        for (int i = 0; i < rows.size(); i++) {
            int number = rows.number(i);
            if (!rows.event(i) || !guardrail.where().get(number)) {
                continue;
            }
            boolean modelMisses = !money.acts(probabilities[i]);
            boolean ruleMisses =
                    !money.rule().map(rule -> rule.acts().get(number)).orElse(false);
            if (modelMisses && ruleMisses) {
                both++;
            } else if (modelMisses) {
                modelOnly++;
            } else if (ruleMisses) {
                ruleOnly++;
            } else {
                neither++;
            }
        }
        long n = both + modelOnly + ruleOnly + neither;
        Figure missed = new Share(both + modelOnly, n).wilson();
        return money.rule().isEmpty()
                ? new GuardrailShare(guardrail.name(), noRule(), missed, noRule())
                : new GuardrailShare(
                        guardrail.name(),
                        new Share(both + ruleOnly, n).wilson(),
                        missed,
                        Proportions.paired(both, modelOnly, ruleOnly, neither, .05));
    }
}

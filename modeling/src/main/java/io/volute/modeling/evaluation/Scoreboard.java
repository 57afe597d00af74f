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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of one set of scores on the rows that judge. */
final class Scoreboard {
    private static final int DRAWS = 2_000;
    /** Probabilities are held this far from 0 and 1, so that one sure mistake does not make the loss infinite. */
    private static final double CLIP = 1e-15;

    private final JudgedRows rows;
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
    Scoreboard(JudgedRows rows, List<NamedRows> guardrails, long seed) {
        this.rows = rows;
        this.guardrails = List.copyOf(guardrails);
        this.seed = seed;
    }

    /** Cost per unit of today's rule. */
    Figure ruleCost() {
        return Means.interval(Moments.of(rows.ruleCosts()));
    }

    CandidateScore score(double[] probabilities) {
        double[] costs = rows.costs(probabilities);
        boolean[] labels = rows.labels();
        List<GuardrailShare> shares = new ArrayList<>();
        guardrails.forEach(guardrail -> shares.add(missed(guardrail, probabilities)));
        return new CandidateScore(
                new TreeMap<>(Map.of(
                        Evaluation.AUC, Auc.of(probabilities, labels),
                        Evaluation.AVERAGE_PRECISION, AveragePrecision.of(probabilities, labels, DRAWS, seed),
                        Evaluation.LOG_LOSS, Means.interval(Moments.of(losses(probabilities, labels))))),
                new Refused("no-baseline", "loss against a constant: not computed yet", "none needed"),
                Means.interval(Moments.of(costs)),
                Means.paired(costs, rows.ruleCosts()),
                shares);
    }

    private GuardrailShare missed(NamedRows guardrail, double[] probabilities) {
        long both = 0;
        long modelOnly = 0;
        long ruleOnly = 0;
        long neither = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.label(i) || !guardrail.where().get(rows.number(i))) {
                continue;
            }
            boolean modelMisses = !rows.acts(probabilities[i]);
            boolean ruleMisses = !rows.ruleActs(i);
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
        return new GuardrailShare(
                guardrail.name(),
                new Share(both + ruleOnly, n).wilson(),
                new Share(both + modelOnly, n).wilson(),
                Proportions.paired(both, modelOnly, ruleOnly, neither, .05));
    }

    private static double[] losses(double[] probabilities, boolean[] labels) {
        double[] losses = new double[labels.length];
        for (int i = 0; i < losses.length; i++) {
            double p = Math.min(1 - CLIP, Math.max(CLIP, probabilities[i]));
            losses[i] = -StrictMath.log(labels[i] ? p : 1 - p);
        }
        return losses;
    }
}

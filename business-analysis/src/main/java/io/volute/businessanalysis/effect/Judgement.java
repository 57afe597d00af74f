package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.effect.Readout.MissedShare;
import io.volute.businessanalysis.effect.Readout.ReleaseEffect;
import io.volute.businessanalysis.experiment.ExperimentResult;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.List;

/**
 * The verdict where a plan lets the paired comparison decide: the assignment first, then harm, then the paired effect
 * together with every guardrail. A failing guardrail never makes it better. Where the arms alone decide, the verdict is that
 * of their own experiment.
 */
final class Judgement {
    private Judgement() {}

    static Verdict of(
            Objective objective,
            DecisionCosts costs,
            ExperimentPlan plan,
            ReleaseEffect effect,
            ExperimentResult arms,
            List<MissedShare> guardrails) {
        if (effect.rows() == 0) {
            return verdict("NO_EVIDENCE", "no model has decided anything yet");
        }
        if (!plan.deciding().equals("PAIRED")) {
            if (arms.counts().assigned() == 0) {
                return verdict("NO_EVIDENCE", "one policy decides every " + objective.unit() + ": no arms to compare");
            }
            return verdict(arms.verdict().value(), arms.verdict().why());
        }
        if (arms.trust().stream().anyMatch(Judgement::shares)) {
            return verdict(
                    "INVALID",
                    "the arms hold " + Numbers.count(effect.unitsRule()) + " and " + Numbers.count(effect.unitsModel())
                            + " units, which the planned share of " + Numbers.percent(plan.modelShare())
                            + " does not explain: look for lost or late decisions");
        }
        Figure deciding = effect.paired();
        String said = "paired " + Numbers.money(deciding, costs.currency()) + " a " + objective.unit();
        List<String> harmed = named(guardrails, "HARM");
        if (!harmed.isEmpty()) {
            return verdict("DO_NOT_SHIP", "guardrail broken: " + String.join(", ", harmed) + "; " + said);
        }
        boolean down = objective.targetRelative() < 0;
        if (deciding instanceof Estimate found && (down ? found.above(0) : found.below(0))) {
            return verdict("DO_NOT_SHIP", "worse than today's rule: " + said);
        }
        if (deciding instanceof Refused refused) {
            return verdict("NO_EVIDENCE", refused.message());
        }
        Estimate found = (Estimate) deciding;
        if (!(down ? found.below(0) : found.above(0))) {
            return verdict("NO_EVIDENCE", "not told apart from today's rule: " + said);
        }
        List<String> open = guardrails.stream()
                .filter(guardrail -> !guardrail.standing().equals("HOLDS"))
                .map(MissedShare::name)
                .toList();
        return open.isEmpty()
                ? verdict("SHIP", "better than today's rule: " + said + "; every guardrail holds")
                : verdict(
                        "EXTEND",
                        "better than today's rule: " + said + "; not decided yet: " + String.join(", ", open));
    }

    /** Of what the arms are checked for, only who is in them concerns a comparison on the same rows. */
    private static boolean shares(TrustCheck check) {
        return check.check().equals(TrustCheck.SAMPLE_RATIO) && check.status() == TrustCheck.Status.FAIL;
    }

    private static List<String> named(List<MissedShare> guardrails, String standing) {
        return guardrails.stream()
                .filter(guardrail -> guardrail.standing().equals(standing))
                .map(MissedShare::name)
                .toList();
    }

    private static Verdict verdict(String value, String why) {
        return new Verdict("experiment", value, why);
    }
}

package io.volute.scoping.assessment;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.mean.Means;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The questions asked before the start; each answer is a value, never only a word. */
final class Checks {
    static final int CLASS_MIN = 100;
    private static final int GUARDED_MIN = 30;
    private static final Set<String> WITHOUT_TRUTH = Set.of("estimate", "drift-alarm");

    private final Objective objective;
    private final DecisionCosts costs;
    private final History history;

    Checks(Objective objective, DecisionCosts costs, History history) {
        this.objective = objective;
        this.costs = costs;
        this.history = history;
    }

    /** S1: the business metric can be computed; what today's rule costs. */
    ScopeCheck baseline(Figure cost) {
        return new ScopeCheck(
                "S1",
                "What today's rule costs",
                cost instanceof Estimate ? "PASS" : "FAIL",
                Numbers.money(cost, costs.currency()) + " a " + objective.unit() + ", "
                        + Numbers.count(history.labelled().size()) + " " + objective.unit() + "s from "
                        + Days.of(history.from()) + " to " + Days.of(history.to()),
                "bring history in which the outcome of each " + objective.unit() + " is known");
    }

    /** S3: the ML metric is linked to the business metric. */
    static ScopeCheck link(Objective objective, Assumptions.Link link) {
        String status = switch (link.evidence()) {
            case "formula", "experiments", "direct" -> "PASS";
            default -> "WARN";
        };
        return new ScopeCheck(
                "S3",
                "How the model's quality moves " + objective.metric(),
                status,
                "by " + link.evidence() + ": " + link.sentence(),
                "run an experiment on the business metric before the link is used in a forecast");
    }

    /** S4: enough of both classes, labels that come in time. */
    ScopeCheck labels() {
        long events = history.events();
        long others = history.labelled().size() - events;
        List<Double> delays =
                history.labelled().stream().map(History.Decision::delayDays).toList();
        String delay = Delays.describe(delays, history.waitingDays());
        return new ScopeCheck(
                "S4",
                "Labels: how many, how late",
                Math.min(events, others) < CLASS_MIN ? "FAIL" : "PASS",
                Numbers.count(events) + " with " + objective.event() + ", " + Numbers.count(others) + " without; "
                        + delay,
                "collect at least " + CLASS_MIN + " of each");
    }

    /** S6: nothing is used that is not known when the decision is taken. */
    static ScopeCheck knownInTime(DataReport report) {
        List<String> never = report.neverAvailable();
        return new ScopeCheck(
                "S6",
                "Known when the decision is taken",
                "PASS",
                never.isEmpty() ? "every column" : "never, so refused as features: " + String.join(", ", never),
                "leave columns out that are written later");
    }

    /** S7: today's rule is better than acting always or never. */
    ScopeCheck heuristic() {
        Figure all = versus(true);
        Figure none = versus(false);
        boolean best = below(all) && below(none);
        return new ScopeCheck(
                "S7",
                "Today's rule against no rule",
                best ? "PASS" : "WARN",
                "to " + objective.action() + " all instead: " + change(all) + "; none: " + change(none),
                "the simplest policy that costs least is the one to beat");
    }

    /** S8: what the best possible decisions would save. */
    ScopeCheck ceiling(double baseline, double needed) {
        double oracle = costs.act().doubleValue()
                * history.events()
                / Math.max(1, history.labelled().size());
        double headroom = baseline - oracle;
        return new ScopeCheck(
                "S8",
                "The most that could be saved",
                headroom < needed ? "FAIL" : "PASS",
                Numbers.money(headroom, costs.currency()) + " a " + objective.unit()
                        + " by decisions without any error, " + Numbers.money(needed, costs.currency()) + " wanted",
                "lower the target: no model can reach it");
    }

    /** S10: whether the planned comparison can find what is wanted. */
    ScopeCheck power(ExperimentPlan plan, boolean planned) {
        boolean enough = planned && plan.abMde() <= plan.needed();
        boolean paired = plan.deciding().equals("PAIRED");
        String found = planned ? Numbers.money(plan.abMde(), costs.currency()) : "nothing";
        return new ScopeCheck(
                "S10",
                "What a comparison can find",
                enough ? "PASS" : paired ? "WARN" : "FAIL",
                "A/B alone: " + found + " a " + objective.unit() + " or more with "
                        + Numbers.count(plan.unitsPlanned()) + " " + objective.unit() + "s, "
                        + Numbers.money(plan.needed(), costs.currency()) + " wanted",
                paired
                        ? "decide by the paired comparison on the same " + objective.unit() + "s"
                        : "compare for longer, or find a metric that varies less");
    }

    /** S15: something says that it goes wrong before the truth is known. */
    static ScopeCheck withoutTruth(Requirements requirements) {
        List<String> watched = requirements.all().stream()
                .flatMap(requirement -> requirement.check().stream())
                .filter(WITHOUT_TRUTH::contains)
                .toList();
        return new ScopeCheck(
                "S15",
                "What warns before the outcome is known",
                watched.isEmpty() ? "WARN" : "PASS",
                watched.isEmpty() ? "nothing" : String.join(", ", watched),
                "require estimate or drift-alarm");
    }

    /** S16: each guardrail counts enough events to be decided. */
    List<ScopeCheck> guardrails() {
        List<ScopeCheck> result = new ArrayList<>();
        for (int i = 0; i < history.guarded().size(); i++) {
            Objective.Guardrail guardrail = objective.guardrails().get(i);
            long events = history.guarded().get(i);
            result.add(new ScopeCheck(
                    "S16",
                    "Guardrail " + guardrail.name(),
                    events < GUARDED_MIN ? "WARN" : "PASS",
                    Numbers.count(events) + " such events in the window; tolerated rise "
                            + Numbers.percent(guardrail.maxRise()),
                    "with fewer than " + GUARDED_MIN + " events it stays undecided"));
        }
        return result;
    }

    /** What the turn before taught; shown, not judged. */
    static ScopeCheck lastTurn(Optional<Insight> insight) {
        return new ScopeCheck(
                "L1",
                "What the turn before taught",
                insight.isEmpty() ? "NOT_APPLICABLE" : "PASS",
                insight.map(found -> found.decision() + ": " + found.headline()).orElse("this is the first turn"),
                "volute history");
    }

    private Figure versus(boolean act) {
        return Means.pairedDifferences(
                history.labelled().stream()
                        .mapToDouble(decision ->
                                costs.cost(decision.ruleActs(), decision.event()) - costs.cost(act, decision.event()))
                        .toArray(),
                .05);
    }

    private static boolean below(Figure ruleMinusOther) {
        return ruleMinusOther instanceof Estimate found && found.below(0);
    }

    private String change(Figure ruleMinusOther) {
        return Numbers.money(ruleMinusOther.scaled(value -> -value), costs.currency());
    }
}

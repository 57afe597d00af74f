package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.CHANCE;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.mean.Means;
import java.util.Optional;

/** S7 to S10: whether the simple thing is enough, what could be earned at most, what is needed, what can be found. */
final class MoneyQuestions {
    private final Known known;
    private final Decided decided;

    MoneyQuestions(Known known, Decided decided) {
        this.known = known;
        this.decided = decided;
    }

    /** S7: today's rule is better than acting always or never; once there is a model, it is better than the rule. */
    ScopeCheck heuristic() {
        Figure all = versus(true);
        Figure none = versus(false);
        String told = "to " + known.objective().action() + " all instead: " + change(all) + "; none: " + change(none);
        boolean best = below(all) && below(none);
        ScopeCheck simple = new ScopeCheck(
                "S7",
                "Today's rule against no rule",
                best ? PASS : WARN,
                told,
                "the simplest policy that costs least is the one to beat");
        return known.earlier()
                .chosen()
                .flatMap(score -> score.costVersusRule().found())
                .map(model -> pilot(model, told, best))
                .orElse(simple);
    }

    private ScopeCheck pilot(Estimate model, String told, boolean best) {
        String status = model.above(0) ? FAIL : model.below(0) && best ? PASS : WARN;
        return new ScopeCheck(
                        "S7",
                        "The last turn's model against today's rule",
                        status,
                        Numbers.money(model, decided.costs().currency()) + " a "
                                + known.objective().unit() + " against the rule; " + told,
                        "as long as the rule is as good, the rule decides")
                .with(Answer.number(model, Optional.of(0.0)));
    }

    /** S8: what the best possible decisions would save, against the target and against what it costs to try. */
    ScopeCheck ceiling() {
        String title = "The most that could be saved";
        if (ofThePolicy()) {
            return ofThePolicy("S8", title);
        }
        double oracle = decided.costs().act().doubleValue() * decided.base();
        double headroom = decided.cost() - oracle;
        String unit = known.objective().unit();
        String told = decided.money(headroom) + " a " + unit + " by decisions without any error, "
                + decided.money(decided.needed()) + " wanted";
        if (headroom < decided.needed()) {
            return new ScopeCheck("S8", title, FAIL, told, "lower the target: no model can reach it")
                    .with(Answer.number(headroom, decided.needed()));
        }
        double most = headroom * decided.decisions();
        String horizon = "; " + decided.money(most) + " in " + decided.months() + " months";
        Optional<Double> price = price();
        if (price.isEmpty()) {
            return new ScopeCheck(
                            "S8",
                            title,
                            UNKNOWN,
                            told + horizon + ", and nobody says what it costs to build",
                            "write scoping.investment: {build, month, owner, source}")
                    .with(Answer.number(headroom, decided.needed()));
        }
        boolean enough = most >= price.get();
        return new ScopeCheck(
                        "S8",
                        title,
                        enough ? PASS : FAIL,
                        told + horizon + " against " + decided.money(price.get()) + " to build and run it",
                        "do not build it: it costs more than perfect decisions would save")
                .with(Answer.number(most, price.get()));
    }

    /** Where outcomes are seen only after acting, rates of the rows with a label are those of today's policy. */
    private boolean ofThePolicy() {
        return known.declared().label().flatMap(LabelPlanSpec::onlyWhereActed).orElse(false);
    }

    private static ScopeCheck ofThePolicy(String id, String title) {
        return new ScopeCheck(
                id,
                title,
                UNKNOWN,
                "outcomes are seen only where somebody acted, so what others would cost is not known",
                "act by lot on at least 1 % first: S5");
    }

    private Optional<Double> price() {
        return known.declared().investment().map(this::price);
    }

    private double price(InvestmentSpec investment) {
        return Worthwhile.price(investment, decided.months());
    }

    /** S9: how good a model has to be to be worth it, and how likely that is. */
    ScopeCheck valueCurve(Optional<Worthwhile> worth) {
        String title = "How good it has to be";
        if (ofThePolicy()) {
            return ofThePolicy("S9", title);
        }
        if (worth.isEmpty()) {
            return new ScopeCheck(
                    "S9",
                    title,
                    UNKNOWN,
                    "nobody says what it costs to build and run it, so no quality is known to be enough",
                    "write scoping.investment: {build, month, owner, source}");
        }
        Worthwhile found = worth.get();
        if (found.breakEven().isEmpty()) {
            return new ScopeCheck(
                    "S9",
                    title,
                    FAIL,
                    "no quality pays for " + decided.money(found.price()) + " in " + decided.months() + " months",
                    "do not build it, or find decisions that are worth more");
        }
        double needed = found.breakEven().get();
        String told = "worth its cost from an AUC of " + Numbers.plain(needed) + " on";
        if (found.chance().isEmpty()) {
            return new ScopeCheck(
                            "S9",
                            title,
                            UNKNOWN,
                            told + "; nobody says how good a model may be",
                            "write scoping.prior: {auc, low, high, source}, or try a model once")
                    .with(Answer.number(needed));
        }
        double chance = found.chance().get();
        double fail = known.thresholds().fail(CHANCE);
        String status = chance < fail ? FAIL : chance < known.thresholds().warn(CHANCE) ? WARN : PASS;
        String evpi = found.evpi()
                .map(most -> "; to know it beforehand is worth " + decided.money(most) + pilot(most))
                .orElse("");
        return new ScopeCheck(
                        "S9",
                        title,
                        status,
                        told + "; that is likely by " + Numbers.percent(chance) + ", with " + found.believed() + evpi,
                        "find features that tell more, or start with the simple rule as phase 1")
                .with(Answer.number(chance, fail));
    }

    private String pilot(double most) {
        return known.declared()
                .investment()
                .flatMap(InvestmentSpec::pilot)
                .map(price -> price.doubleValue() > most
                        ? ", less than a pilot costs: do not pilot"
                        : ", more than a pilot costs")
                .orElse("");
    }

    /** S10: whether the planned comparison can find what is wanted. */
    ScopeCheck power() {
        boolean planned = decided.comparison().planned();
        double smallest = decided.plan().abMde();
        boolean enough = planned && smallest <= decided.plan().needed();
        boolean paired = decided.plan().deciding().equals("PAIRED");
        String unit = known.objective().unit();
        ScopeCheck check = new ScopeCheck(
                "S10",
                "What a comparison can find",
                enough ? PASS : paired ? WARN : FAIL,
                "A/B alone: " + (planned ? decided.money(smallest) : "nothing") + " a " + unit + " or more with "
                        + Numbers.count(decided.plan().unitsPlanned()) + " " + unit + "s, "
                        + decided.money(decided.plan().needed()) + " wanted",
                paired
                        ? "decide by the paired comparison on the same " + unit + "s"
                        : "compare for longer, or find a metric that varies less");
        return planned ? check.with(Answer.number(smallest, decided.plan().needed())) : check;
    }

    private Figure versus(boolean act) {
        DecisionCosts costs = decided.costs();
        return Means.pairedDifferences(
                decided.history().labelled().stream()
                        .mapToDouble(decision ->
                                costs.cost(decision.ruleActs(), decision.event()) - costs.cost(act, decision.event()))
                        .toArray(),
                .05);
    }

    private static boolean below(Figure ruleMinusOther) {
        return ruleMinusOther instanceof Estimate found && found.below(0);
    }

    private String change(Figure ruleMinusOther) {
        return Numbers.money(
                ruleMinusOther.scaled(value -> -value), decided.costs().currency());
    }
}

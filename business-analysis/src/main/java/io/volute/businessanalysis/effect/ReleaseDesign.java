package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.LookPlan;
import io.volute.businessanalysis.experiment.RegisteredDesign;
import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.spec.Names;
import io.volute.statistics.bayes.Scale;
import io.volute.statistics.sequential.Spending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a release with two arms promises before it starts, as the design that every other experiment has: the cost decides,
 * the objective's guardrails guard, and the share of missed events of any kind is shown beside the cost.
 */
final class ReleaseDesign {
    /** The smallest lift that a design may ask for is below this. */
    private static final double MDE_MAX = 10;

    private final Objective objective;
    private final DecisionCosts costs;
    private final Map<String, MetricId> guardrails = new LinkedHashMap<>();
    private final MetricId cost;
    private final MetricId missed;

    ReleaseDesign(Objective objective, DecisionCosts costs) {
        this.objective = objective;
        this.costs = costs;
        this.cost = id(objective.metric(), "cost");
        this.missed = id("any-" + objective.event() + "-missed", "any-missed");
        for (Objective.Guardrail guardrail : objective.guardrails()) {
            String fallback = "guardrail-" + (guardrails.size() + 1);
            MetricId own = id(guardrail.name(), fallback);
            boolean taken = own.equals(cost) || own.equals(missed) || guardrails.containsValue(own);
            guardrails.put(guardrail.name(), taken ? MetricId.parse(fallback) : own);
        }
    }

    /** The design; empty for a release whose units are not divided. */
    Optional<Design> of(Release release, ExperimentPlan plan) {
        SortedMap<String, Double> shares = new TreeMap<>();
        Optional<String> control = Optional.empty();
        for (Release.Arm arm : release.arms()) {
            if (arm.share() > 0) {
                shares.put(arm.name(), arm.share());
                control = arm.policy().equals(Release.Arm.RULE) ? Optional.of(arm.name()) : control;
            }
        }
        return shares.size() < 2 ? Optional.empty() : control.map(rule -> of(release.id(), shares, rule, plan));
    }

    /** The design of a release that is known by what it decided alone. */
    Design of(String release, double modelShare, ExperimentPlan plan) {
        SortedMap<String, Double> shares = new TreeMap<>();
        shares.put(Arm.RULE, 1 - modelShare);
        shares.put(Arm.MODEL, modelShare);
        return of(release, shares, Arm.RULE, plan);
    }

    private Design of(String release, SortedMap<String, Double> shares, String control, ExperimentPlan plan) {
        LookPlan once = new LookPlan(
                LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), plan.power(), plan.alpha());
        return of(name(release), shares, control, smallest(plan), once);
    }

    /** What would be promised today of a release for which this was registered, with the same arms and the same plan. */
    Design now(Design registered) {
        return of(
                registered.experiment(),
                registered.arms(),
                registered.control(),
                registered.primary().get(0).mde(),
                registered.design());
    }

    private Design of(String name, SortedMap<String, Double> arms, String control, double mde, LookPlan looks) {
        return new Design(
                name,
                objective.unit(),
                arms,
                control,
                List.of(new Design.Primary(cost, mde, Optional.empty())),
                objective.guardrails().stream()
                        .map(guardrail -> new Design.Guarded(
                                guardrail(guardrail.name()),
                                guardrail.maxRise(),
                                Optional.empty(),
                                Optional.of(Scale.ABSOLUTE)))
                        .toList(),
                List.of(),
                Optional.empty(),
                looks,
                Optional.empty(),
                Optional.of(definitions()),
                Optional.of(objective.name()),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    /** Name of a release's experiment. */
    static String name(String release) {
        return "release-" + release;
    }

    /** As it is registered. */
    static RegisteredDesign registered(Design design) {
        return new RegisteredDesign(
                design.experiment(),
                design.digest(design.metrics().orElseGet(TreeMap::new)).toString(),
                new CanonicalJson().write(design));
    }

    /** What the A/B alone can find, as a share of what the rule costs; what the target asks for where nobody could plan. */
    private double smallest(ExperimentPlan plan) {
        double wanted = Math.abs(objective.targetRelative());
        double found = plan.needed() > 0 ? plan.abMde() * wanted / plan.needed() : 0;
        return found > 0 && found < MDE_MAX ? found : wanted;
    }

    MetricId cost() {
        return cost;
    }

    MetricId missed() {
        return missed;
    }

    MetricId guardrail(String name) {
        return Optional.ofNullable(guardrails.get(name))
                .orElseThrow(() -> new IllegalArgumentException("guardrail " + name + ": the objective has none"));
    }

    /** Definitions of all of them; the costs are part of what is promised. */
    SortedMap<MetricId, MetricDefinition> definitions() {
        SortedMap<MetricId, MetricDefinition> definitions = new TreeMap<>();
        String price = plain(costs.act()) + " acted, " + plain(costs.miss()) + " missed, in " + costs.currency();
        definitions.put(
                cost,
                ratio(
                        term("decision", Optional.empty(), Optional.of(price)),
                        EventTerm.of("decision"),
                        objective.targetRelative() < 0 ? Direction.DOWN : Direction.UP,
                        List.of(missed)));
        definitions.put(
                missed, ratio(EventTerm.of("missed"), EventTerm.of(objective.event()), Direction.DOWN, List.of()));
        objective.guardrails().forEach(guardrail -> {
            Optional<String> where = Optional.of(guardrail.where());
            definitions.put(
                    guardrail(guardrail.name()),
                    ratio(
                            term("missed", where, Optional.empty()),
                            term(objective.event(), where, Optional.empty()),
                            Direction.DOWN,
                            List.of()));
        });
        return definitions;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static EventTerm term(String event, Optional<String> where, Optional<String> value) {
        return new EventTerm(event, where, value, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A unit whose outcome is not known yet says nothing: labels come late in both arms alike. */
    private static MetricDefinition ratio(
            EventTerm numerator, EventTerm denominator, Direction direction, List<MetricId> context) {
        return new MetricDefinition(
                MetricType.RATIO,
                Optional.empty(),
                Optional.of(numerator),
                Optional.of(denominator),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new MetricWindow(Duration.ZERO, Duration.ofDays(1)),
                Duration.ZERO,
                direction,
                1,
                MetricDefinition.ZeroDenominator.DROP_UNIT,
                true,
                Optional.empty(),
                context);
    }

    /** People's words as a name: {@code handling cost per strike} is {@code handling-cost-per-strike}. */
    private static MetricId id(String words, String fallback) {
        String slug =
                words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return MetricId.parse(Names.problem("metric", slug).isEmpty() ? slug : fallback);
    }
}

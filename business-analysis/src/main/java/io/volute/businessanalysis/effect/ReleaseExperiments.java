package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.effect.Units.Unit;
import io.volute.businessanalysis.experiment.Comparison;
import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.ExperimentAnalysis;
import io.volute.businessanalysis.experiment.ExperimentResult;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.experiment.RegisteredDesign;
import io.volute.businessanalysis.experiment.ResultPage;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons between the arms of releases as they decided, read by the analysis of every other experiment: there is no
 * formula of their own. Units seen in both arms of a release are left out, as everywhere.
 */
final class ReleaseExperiments {
    /** Of all releases together. */
    static final String ALL = "all";

    private final Objective objective;
    private final DecisionCosts costs;
    private final ExperimentPlan plan;
    private final LocalDate until;
    private final ReleaseDesign promised;
    private final Map<String, RegisteredDesign> registered = new HashMap<>();

    /**
     * Under this objective and these costs.
     *
     * @param plan for a release of which no slot registered a design, such as before a look back
     * @param designs as the slots registered them, the oldest first
     */
    ReleaseExperiments(
            Objective objective,
            DecisionCosts costs,
            ExperimentPlan plan,
            List<RegisteredDesign> designs,
            LocalDate until) {
        this.objective = objective;
        this.costs = costs;
        this.plan = plan;
        this.until = until;
        this.promised = new ReleaseDesign(objective, costs);
        designs.forEach(design -> registered.putIfAbsent(design.experiment(), design));
    }

    /** What the arms say, by what is promised now. */
    ExperimentResult read(String release, Units units) {
        Design design = design(release, units.divided());
        return analysis(design).glance(population(design, units.divided()));
    }

    /** The same with all that is checked; invalid where something else was promised when the release began. */
    Judged judged(String release, Units units) {
        Design design = design(release, units.divided());
        ExperimentResult result = analysis(design)
                .analyse(population(design, units.divided()), Looks.NONE)
                .result();
        return new Judged(
                registered(release)
                        .filter(before -> !before.digest().equals(result.digest()))
                        .map(before -> result.judged(new Verdict(
                                "experiment " + result.design(),
                                "INVALID",
                                "the design has changed since the release began, at "
                                        + before.difference(design)
                                        + ": take the change back, or let another release begin")))
                        .orElse(result),
                design);
    }

    /** A result, and the design that it was read by. */
    record Judged(ExperimentResult result, Design design) {}

    /** As a page. */
    String page(Judged judged, ResultPage page) {
        return page.html(judged.result(), judged.design(), promised.definitions());
    }

    private Design design(String release, Units divided) {
        return registered(release)
                .map(before -> promised.now(before.design()))
                .orElseGet(() ->
                        promised.of(release, divided.size() == 0 ? plan.modelShare() : divided.modelShare(), plan));
    }

    private ExperimentAnalysis analysis(Design design) {
        return new ExperimentAnalysis(design, promised.definitions());
    }

    private Optional<RegisteredDesign> registered(String release) {
        return Optional.ofNullable(registered.get(ReleaseDesign.name(release)));
    }

    /** Model minus rule per decision. */
    static Figure effect(ExperimentResult result) {
        return result.comparisons().stream()
                .filter(one -> one.role() == MetricRole.PRIMARY)
                .map(Comparison::effect)
                .findFirst()
                .orElseGet(() -> Refused.tooFew("arms", 1, 2));
    }

    /** Chance of such numbers of units if assignment follows the design; empty where it cannot be told. */
    static List<Double> sampleRatio(ExperimentResult result) {
        return result.trust().stream()
                .filter(check -> check.check().equals(TrustCheck.SAMPLE_RATIO))
                .flatMap(check -> check.p().stream())
                .toList();
    }

    private ExperimentUnits population(Design design, Units units) {
        List<String> arms = List.copyOf(design.arms().keySet());
        Map<String, Integer> armOf = new HashMap<>();
        Set<String> twice = new HashSet<>();
        long unknown = 0;
        for (Unit unit : units.list()) {
            int arm = arms.indexOf(unit.arm());
            unknown += arm < 0 ? 1 : 0;
            Integer before = armOf.putIfAbsent(unit.key(), arm);
            if (before != null && before != arm) {
                twice.add(unit.key());
            }
        }
        List<Unit> kept = new ArrayList<>();
        for (Unit unit : units.list()) {
            if (arms.contains(unit.arm()) && !twice.contains(unit.key())) {
                kept.add(unit);
            }
        }
        return new ExperimentUnits(
                kept.stream().map(Unit::name).toArray(String[]::new),
                kept.stream().mapToInt(unit -> arms.indexOf(unit.arm())).toArray(),
                since(kept),
                metrics(kept),
                new ExperimentUnits.Counts(armOf.size(), armOf.size() - unknown, twice.size(), unknown, 0, 0, 0),
                Optional.empty(),
                Optional.of(until));
    }

    /** Slots are all that is kept of when a unit was decided: their first days. */
    private static SortedMap<String, @Nullable String[]> since(List<Unit> units) {
        SortedMap<String, @Nullable String[]> attributes = new TreeMap<>();
        attributes.put(
                ExperimentUnits.EXPOSED_ON,
                units.stream().map(unit -> unit.first().first().toString()).toArray(String[]::new));
        return attributes;
    }

    private List<UnitMetric> metrics(List<Unit> units) {
        SortedMap<MetricId, MetricDefinition> definitions = promised.definitions();
        List<UnitMetric> metrics = new ArrayList<>();
        metrics.add(metric(
                promised.cost(),
                definitions,
                units,
                unit -> unit.cost(costs, Count.ACTED, Count.MISSED),
                unit -> unit.count(Count.LABELLED)));
        for (Objective.Guardrail guardrail : objective.guardrails()) {
            metrics.add(metric(
                    promised.guardrail(guardrail.name()),
                    definitions,
                    units,
                    unit -> unit.guarded(guardrail.name(), byModel(unit) ? Count.Guarded.MODEL : Count.Guarded.RULE),
                    unit -> unit.guarded(guardrail.name(), Count.Guarded.EVENTS)));
        }
        metrics.add(metric(
                promised.missed(),
                definitions,
                units,
                unit -> unit.count(byModel(unit) ? Count.MISSED_MODEL : Count.MISSED_RULE),
                unit -> unit.count(Count.EVENTS)));
        return metrics;
    }

    private static boolean byModel(Unit unit) {
        return unit.arm().equals(Arm.MODEL);
    }

    private static UnitMetric metric(
            MetricId id,
            SortedMap<MetricId, MetricDefinition> definitions,
            List<Unit> units,
            ToDoubleFunction<Unit> numerator,
            ToDoubleFunction<Unit> denominator) {
        return new UnitMetric(
                id,
                Objects.requireNonNull(definitions.get(id)),
                new UnitMetric.Part(
                        units.stream().mapToDouble(numerator).toArray(),
                        units.stream().mapToDouble(denominator).toArray()),
                Optional.empty());
    }
}

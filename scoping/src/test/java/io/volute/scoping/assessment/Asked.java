package io.volute.scoping.assessment;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.run.Slot;
import io.volute.core.stage.Verdict;
import io.volute.scoping.objective.CeilingSpec;
import io.volute.scoping.objective.DecisionSpec;
import io.volute.scoping.objective.DueSpec;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.scoping.objective.HarmSpec;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.scoping.objective.PriorSpec;
import io.volute.scoping.objective.SettledSpec;
import io.volute.scoping.objective.StakeholderSpec;
import io.volute.scoping.objective.SuitabilitySpec;
import io.volute.scoping.objective.WaiverSpec;
import io.volute.scoping.threshold.Threshold;
import io.volute.scoping.threshold.Threshold.Limit;
import io.volute.scoping.threshold.ThresholdSpec;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@link Assess} is asked: a scope of decisions with as little declared as may be, to which tests add. */
final class Asked {
    static final DecisionCosts COSTS = new DecisionCosts("USD", new BigDecimal(1000), new BigDecimal(10000));
    static final DataReport REPORT = report(List.of());
    static final InvestmentSpec INVESTMENT = new InvestmentSpec(
            new BigDecimal(24000),
            new BigDecimal(3000),
            Optional.of(Period.ofYears(1)),
            new BigDecimal(500),
            Optional.empty(),
            Optional.empty(),
            "finance",
            "planning rates");
    static final LabelPlanSpec LABEL = new LabelPlanSpec(
            Optional.of(Period.ofDays(31)),
            Optional.of("none"),
            Optional.empty(),
            Optional.of(false),
            Optional.empty());
    static final DecisionSpec DECISION = new DecisionSpec(
            Optional.of("control"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.of("the rule decides again"),
            Optional.empty(),
            Optional.of(false));
    static final HarmSpec HARM =
            new HarmSpec(List.of("passengers"), List.of("to skip repairs"), Optional.of("aircraft"), List.of());
    static final PriorSpec PRIOR = new PriorSpec(.93, .88, .96, "a paper");

    Optional<ExperimentSpec> experiment = Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofYears(3)));
    Optional<Period> window = Optional.of(Period.ofYears(1));
    Optional<Double> declared = Optional.empty();
    Optional<Recurs> recurs = Optional.empty();
    Optional<DecisionSpec> decision = Optional.empty();
    Optional<LabelPlanSpec> label = Optional.empty();
    List<StakeholderSpec> stakeholders = List.of();
    List<SettledSpec> settled = List.of();
    Optional<HarmSpec> harm = Optional.empty();
    List<String> outOfScope = List.of();
    Optional<InvestmentSpec> investment = Optional.empty();
    Optional<PriorSpec> prior = Optional.empty();
    List<WaiverSpec> waivers = List.of();
    SortedMap<String, DueSpec> conditions = new TreeMap<>();
    Optional<SortedMap<String, SortedMap<String, ThresholdSpec>>> thresholds = Optional.empty();
    Optional<SuitabilitySpec> suitability = Optional.empty();
    Objective objective = objective(-.05, Optional.empty());
    Optional<DecisionCosts> costs = Optional.of(COSTS);
    Optional<BaselineRule> rule = Optional.of(new BaselineRule("large", "size = 'Large'"));
    Optional<Assumptions.Link> link = Optional.of(new Assumptions.Link("formula", "costs follow from it"));
    Optional<Gaps> gaps = Optional.empty();
    Requirements requirements = new Requirements(List.of(requirement("R1", "estimate", Optional.empty())));
    DataReport report = REPORT;
    Leakage leakage = new Leakage(0, 0, List.of(), new Verdict("leakage", "PASS", ""));
    Instant asOf = Instant.parse("2000-01-01T00:00:00Z");
    SortedMap<Slot, Examples> examples = new TreeMap<>();
    SortedMap<Slot, Truth> truth = new TreeMap<>();
    SortedMap<String, MetricHealth> health = new TreeMap<>();
    Optional<String> target = Optional.empty();
    Optional<String> modelMetric = Optional.empty();
    Optional<CeilingSpec> ceiling = Optional.empty();
    Optional<Insight> insight = Optional.empty();
    Optional<Lessons> lessons = Optional.empty();
    Optional<Evaluation> evaluation = Optional.empty();
    Optional<Blessing> blessing = Optional.empty();
    Optional<Release> release = Optional.empty();

    private final MemoryStepContext context = new MemoryStepContext();

    static DataReport report(List<String> never) {
        return new DataReport(
                0, 0, 0, new TreeMap<>(), 0, List.of(), List.of(), never, new Verdict("check", "PASS", ""));
    }

    static Requirements.Requirement requirement(String id, String check, Optional<Double> max) {
        return new Requirements.Requirement(id, "reliability", Optional.of(check), max, Optional.empty());
    }

    static Objective objective(double target, Optional<io.volute.core.contract.scoping.MeasuredObjective> measured) {
        return new Objective(
                "cheaper",
                "control",
                measured.isPresent() ? "take-rate@3" : "handling cost per strike",
                "strike",
                "damage",
                "inspect",
                target,
                Period.ofYears(1),
                measured.isPresent() ? List.of() : List.of(new Objective.Guardrail("big-missed", "kind = 'big'", .1)),
                measured);
    }

    /** Everything that can be declared, so that what is left is what no data say. */
    Asked complete() {
        recurs = Optional.of(Recurs.NEVER);
        decision = Optional.of(DECISION);
        label = Optional.of(LABEL);
        harm = Optional.of(HARM);
        outOfScope = List.of("airworthiness");
        investment = Optional.of(INVESTMENT);
        prior = Optional.of(PRIOR);
        stakeholders = List.of(new StakeholderSpec(
                "finance", "handling cost per strike", io.volute.scoping.objective.ObjectiveSpec.Direction.DOWN));
        requirements = new Requirements(List.of(
                requirement("R1", "estimate", Optional.empty()),
                requirement("R2", "drift-alarm", Optional.empty()),
                requirement("R5", "latency", Optional.of(50.0))));
        return this;
    }

    /** With one limit changed. */
    Asked limit(Threshold threshold, Limit limit, double value) {
        ThresholdSpec changed = limit == Limit.FAIL
                ? new ThresholdSpec(Optional.of(value), Optional.empty())
                : new ThresholdSpec(Optional.empty(), Optional.of(value));
        thresholds = Optional.of(
                new TreeMap<>(Map.of(threshold.check(), new TreeMap<>(Map.of(threshold.measure(), changed)))));
        return this;
    }

    /** 1,200 decisions as {@link Strikes} makes them. */
    Asked strikes() {
        Strikes.months(asOf, 100, examples, truth);
        return this;
    }

    Assess.Output run() {
        SortedMap<Slot, Artifact<Examples>> rows = new TreeMap<>();
        examples.forEach((slot, value) -> rows.put(slot, context.write(Examples.class, value)));
        SortedMap<Slot, Artifact<Truth>> labels = new TreeMap<>();
        truth.forEach((slot, value) -> labels.put(slot, context.write(Truth.class, value)));
        SortedMap<String, Artifact<MetricHealth>> metrics = new TreeMap<>();
        health.forEach((name, value) -> metrics.put(name, context.write(MetricHealth.class, value)));
        return new Assess()
                .run(
                        new Assess.Input(
                                experiment,
                                window,
                                declared,
                                recurs,
                                decision,
                                label,
                                target,
                                modelMetric,
                                ceiling,
                                stakeholders,
                                settled,
                                harm,
                                outOfScope,
                                investment,
                                prior,
                                waivers,
                                conditions,
                                thresholds,
                                suitability,
                                context.write(Objective.class, objective),
                                costs.map(value -> context.write(DecisionCosts.class, value)),
                                rule.map(value -> context.write(BaselineRule.class, value)),
                                link.map(value ->
                                        context.write(Assumptions.class, new Assumptions(List.of(), List.of(), value))),
                                gaps.map(value -> context.write(Gaps.class, value)),
                                context.write(Requirements.class, requirements),
                                context.write(DataReport.class, report),
                                context.write(Leakage.class, leakage),
                                context.write(AsOf.class, new AsOf(asOf)),
                                rows,
                                labels,
                                Optional.of(metrics).filter(found -> !found.isEmpty()),
                                insight.map(value -> context.write(Insight.class, value)),
                                lessons.map(value -> context.write(Lessons.class, value)),
                                evaluation.map(value -> context.write(Evaluation.class, value)),
                                blessing.map(value -> context.write(Blessing.class, value)),
                                release.map(value -> context.write(Release.class, value))),
                        context);
    }

    Assessment assessment() {
        return context.load(Assessment.class, run().assessment());
    }

    <T> T load(Class<T> type, Artifact<T> artifact) {
        return context.load(type, artifact);
    }

    /** The last check of this id: of S16 the one that is asked of every scope. */
    Assessment.ScopeCheck check(String id) {
        return assessment().checks().stream()
                .filter(check -> check.id().equals(id))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    LocalDate day() {
        return Days.of(asOf);
    }
}

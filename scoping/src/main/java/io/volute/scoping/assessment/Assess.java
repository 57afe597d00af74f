package io.volute.scoping.assessment;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.Condition;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Expression;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.mean.Means;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether to start, computed on the data of this pass: what today's rule costs, what labels there are, what the best
 * decisions could save, and what a comparison could find. The comparison's plan is registered here, before any release.
 */
public final class Assess implements Step<Assess.Input, Assess.Output> {
    private static final Set<String> STOPPING = Set.of("S1", "S4", "S6", "S8");

    /** The written scope, the data, and what the turn before taught. */
    public record Input(
            @FromSpec Optional<ExperimentSpec> experiment,
            @FromSpec("objective.baseline.window") Optional<Period> window,
            Artifact<Objective> objective,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<BaselineRule>> baselineRule,
            Optional<Artifact<Assumptions>> assumptions,
            Optional<Artifact<Gaps>> gaps,
            Artifact<Requirements> requirements,
            Artifact<DataReport> dataReport,
            Artifact<AsOf> asOf,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            @Previous Optional<Artifact<Insight>> insight) {}

    /** Assessment and plan; a draft plans no comparison. */
    public record Output(
            Artifact<Assessment> assessment,
            Optional<Artifact<ExperimentPlan>> experimentPlan,
            Metrics metrics,
            Verdict verdict,
            String summary)
            implements Described {}

    @Inject
    Assess() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Objective objective = context.load(Objective.class, input.objective());
        Instant to = context.load(AsOf.class, input.asOf()).instant();
        if (input.gaps().isPresent()) {
            return draft(input, to, context);
        }
        if (objective.measured().isPresent()) {
            return measured(input, objective, to, context);
        }
        LabelCounts.refuseNoEvent(input.truth().values().stream()
                .limit(1)
                .map(truth -> context.load(Truth.class, truth))
                .toList());
        DecisionCosts costs = context.load(DecisionCosts.class, input.costs().orElseThrow());
        Assumptions assumptions =
                context.load(Assumptions.class, input.assumptions().orElseThrow());
        Requirements requirements = context.load(Requirements.class, input.requirements());
        History history = history(input, objective, to, context);

        Figure baseline = Means.interval(history.ruleCost(costs));
        double cost = baseline.found().map(Estimate::estimate).orElse(0.0);
        double needed = Math.abs(objective.targetRelative()) * cost;
        Comparison comparison = Comparison.of(input.experiment().orElseThrow(), history, costs, to);
        ExperimentPlan plan = comparison.plan(assumptions.link(), objective, needed);

        Checks checks = new Checks(objective, costs, history);
        List<ScopeCheck> all = new ArrayList<>();
        all.add(checks.baseline(baseline));
        all.add(Checks.link(objective, assumptions.link()));
        all.add(checks.labels());
        all.add(Checks.knownInTime(context.load(DataReport.class, input.dataReport())));
        all.add(checks.heuristic());
        all.add(checks.ceiling(cost, needed));
        all.add(checks.power(plan, comparison.planned()));
        all.add(Checks.withoutTruth(requirements));
        all.addAll(checks.guardrails());
        all.add(Checks.lastTurn(input.insight().map(insight -> context.load(Insight.class, insight))));

        List<Condition> conditions = conditions(all, requirements, objective.owner());
        Verdict verdict = verdict(all, conditions);
        return new Output(
                context.write(Assessment.class, new Assessment(to, all, conditions, verdict)),
                Optional.of(context.write(ExperimentPlan.class, plan)),
                metrics(cost, plan, comparison.planned()),
                verdict,
                conditions.isEmpty() ? "every check passes" : count(conditions.size(), "condition"));
    }

    /** What can be counted is; everything that is not written is a condition. */
    private static Output draft(Input input, Instant to, StepContext context) {
        LabelCounts labels = LabelCounts.of(input.truth().values().stream()
                .map(truth -> context.load(Truth.class, truth))
                .toList());
        List<ScopeCheck> checks = List.of(
                labels.check(),
                Checks.knownInTime(context.load(DataReport.class, input.dataReport())),
                Checks.lastTurn(input.insight().map(insight -> context.load(Insight.class, insight))));
        List<Condition> conditions =
                new ArrayList<>(context.load(Gaps.class, input.gaps().orElseThrow()).all().stream()
                        .map(gap -> new Condition(gap.key(), "", gap.why() + "; write " + gap.write()))
                        .toList());
        conditions.addAll(conditions(checks, context.load(Requirements.class, input.requirements()), ""));
        Verdict verdict = new Verdict(
                "scope",
                "GO_IF",
                "a draft: " + count(conditions.size(), "thing") + " to write or to mend, first "
                        + conditions.get(0).check());
        return new Output(
                context.write(Assessment.class, new Assessment(to, checks, conditions, verdict)),
                Optional.empty(),
                new Metrics(new TreeMap<>()),
                verdict,
                "draft · " + count(conditions.size(), "condition"));
    }

    /** Of an objective over events: no row is decided, so what a decision costs is not asked. */
    private static Output measured(Input input, Objective objective, Instant to, StepContext context) {
        LabelCounts labels = LabelCounts.of(input.truth().values().stream()
                .map(truth -> context.load(Truth.class, truth))
                .toList());
        Requirements requirements = context.load(Requirements.class, input.requirements());
        Assumptions.Link link = context.load(
                        Assumptions.class, input.assumptions().orElseThrow())
                .link();
        List<ScopeCheck> checks = List.of(
                Checks.link(objective, link),
                labels.check(),
                Checks.knownInTime(context.load(DataReport.class, input.dataReport())),
                Checks.withoutTruth(requirements),
                Checks.lastTurn(input.insight().map(insight -> context.load(Insight.class, insight))));
        List<Condition> conditions = conditions(checks, requirements, objective.owner());
        Verdict verdict = verdict(checks, conditions);
        return new Output(
                context.write(Assessment.class, new Assessment(to, checks, conditions, verdict)),
                Optional.empty(),
                new Metrics(new TreeMap<>()),
                verdict,
                conditions.isEmpty() ? "every check passes" : count(conditions.size(), "condition"));
    }

    private static History history(Input input, Objective objective, Instant to, StepContext context) {
        Instant from =
                to.atZone(ZoneOffset.UTC).minus(input.window().orElseThrow()).toInstant();
        BaselineRule rule =
                context.load(BaselineRule.class, input.baselineRule().orElseThrow());
        List<History.Slice> slices = new ArrayList<>();
        input.examples().forEach((slot, examples) -> {
            Artifact<Truth> truth = input.truth().get(slot);
            if (truth != null && slot.end().isAfter(from) && slot.start().isBefore(to)) {
                slices.add(new History.Slice(context.load(Examples.class, examples), context.load(Truth.class, truth)));
            }
        });
        return History.read(
                slices,
                from,
                to,
                Expression.parse(rule.actWhen()),
                objective.guardrails().stream()
                        .map(guardrail -> Expression.parse(guardrail.where()))
                        .toList());
    }

    private static List<Condition> conditions(List<ScopeCheck> checks, Requirements requirements, String owner) {
        List<Condition> conditions = new ArrayList<>();
        for (ScopeCheck check : checks) {
            if (!check.status().equals("PASS") && !check.status().equals("NOT_APPLICABLE")) {
                conditions.add(new Condition(check.id(), owner, check.remedy()));
            }
        }
        requirements
                .all()
                .forEach(requirement -> requirement
                        .planned()
                        .ifPresent(reason ->
                                conditions.add(new Condition(requirement.id(), owner, "not checked yet: " + reason))));
        return conditions;
    }

    private static Verdict verdict(List<ScopeCheck> checks, List<Condition> conditions) {
        List<String> stopping = checks.stream()
                .filter(check -> STOPPING.contains(check.id()) && check.status().equals("FAIL"))
                .map(check -> check.title() + ": " + check.value())
                .toList();
        if (!stopping.isEmpty()) {
            return new Verdict("scope", "STOP", String.join("; ", stopping));
        }
        if (conditions.isEmpty()) {
            return new Verdict("scope", "GO", "every check passes");
        }
        return new Verdict(
                "scope",
                "GO_IF",
                String.join(
                        "; ",
                        conditions.stream()
                                .map(condition -> condition.check() + " " + condition.text())
                                .toList()));
    }

    private static Metrics metrics(double baseline, ExperimentPlan plan, boolean planned) {
        SortedMap<String, Double> values = new TreeMap<>();
        values.put("baseline-cost", baseline);
        values.put("needed-difference", plan.needed());
        values.put("units-planned", (double) plan.unitsPlanned());
        if (planned) {
            values.put("ab-mde", plan.abMde());
        }
        return new Metrics(values);
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}

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
import io.volute.core.contract.scoping.Assessment.Condition;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Forecast;
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
import io.volute.scoping.assessment.Known.Declared;
import io.volute.scoping.assessment.Known.Earlier;
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
import io.volute.scoping.threshold.ThresholdSpec;
import io.volute.scoping.threshold.Thresholds;
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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether to start, computed on the data of this pass: what today's rule costs, what labels there are, what the best
 * decisions could save, and what a comparison could find. The comparison's plan is registered here, before any release.
 */
public final class Assess implements Step<Assess.Input, Assess.Output> {
    /** The written scope, the data, and what the turn before left. */
    public record Input(
            @FromSpec Optional<ExperimentSpec> experiment,
            @FromSpec("objective.baseline.window") Optional<Period> window,
            @FromSpec("objective.baseline.value") Optional<Double> declared,
            @FromSpec("objective.recurs") Optional<Recurs> recurs,
            @FromSpec("objective.decision") Optional<DecisionSpec> decision,
            @FromSpec("mlObjective.label") Optional<LabelPlanSpec> label,
            @FromSpec("mlObjective.target") Optional<String> target,
            @FromSpec("mlObjective.metric") Optional<String> modelMetric,
            @FromSpec("mlObjective.ceiling") Optional<CeilingSpec> ceiling,
            @FromSpec List<StakeholderSpec> stakeholders,
            @FromSpec List<SettledSpec> settled,
            @FromSpec Optional<HarmSpec> harm,
            @FromSpec List<String> outOfScope,
            @FromSpec Optional<InvestmentSpec> investment,
            @FromSpec Optional<PriorSpec> prior,
            @FromSpec List<WaiverSpec> waivers,
            @FromSpec SortedMap<String, DueSpec> conditions,
            @FromSpec Optional<SortedMap<String, SortedMap<String, ThresholdSpec>>> thresholds,
            @FromSpec Optional<SuitabilitySpec> suitability,
            Artifact<Objective> objective,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<BaselineRule>> baselineRule,
            Optional<Artifact<Assumptions>> assumptions,
            Optional<Artifact<Gaps>> gaps,
            Artifact<Requirements> requirements,
            Artifact<DataReport> dataReport,
            Artifact<Leakage> leakage,
            Artifact<AsOf> asOf,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Optional<SortedMap<String, Artifact<MetricHealth>>> metricHealth,
            @Previous Optional<Artifact<Insight>> insight,
            @Previous Optional<Artifact<Lessons>> lessons,
            @Previous Optional<Artifact<Evaluation>> evaluation,
            @Previous Optional<Artifact<Blessing>> blessing,
            @Previous Optional<Artifact<Release>> release) {}

    /** Assessment and plan; a draft plans no comparison. */
    public record Output(
            Artifact<Assessment> assessment,
            Optional<Artifact<ExperimentPlan>> experimentPlan,
            Optional<Artifact<Forecast>> forecast,
            Metrics metrics,
            Verdict verdict,
            String summary)
            implements Described {}

    @Inject
    Assess() {}

    @Override
    public int revision() {
        return 3;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Objective objective = context.load(Objective.class, input.objective());
        Instant to = context.load(AsOf.class, input.asOf()).instant();
        if (input.gaps().isPresent()) {
            return draft(input, objective, to, context);
        }
        Assumptions.Link link = context.load(
                        Assumptions.class, input.assumptions().orElseThrow())
                .link();
        if (objective.measured().isPresent()) {
            Known known = known(
                    input, objective, to, Optional.of(link), slices(input, Optional.empty(), to, context), context);
            var effect = new EffectWorth(known);
            return output(
                    input,
                    known,
                    Interview.of(known, input.experiment()),
                    effect.curve(),
                    effect.forecast(
                            input.experiment().map(ExperimentSpec::modelShare).orElse(1.0)),
                    Optional.empty(),
                    context);
        }
        LabelCounts.refuseNoEvent(input.truth().values().stream()
                .limit(1)
                .map(truth -> context.load(Truth.class, truth))
                .toList());
        List<History.Slice> slices = slices(input, input.window(), to, context);
        Decided decided = decided(input, objective, link, slices, to, context);
        Known known = known(input, objective, to, Optional.of(link), slices, context);
        Optional<Worthwhile> worth = Worthwhile.of(known, decided);
        return output(
                input,
                known,
                Interview.of(known, decided, worth),
                worth.map(Worthwhile::shown),
                worth.flatMap(found -> found.forecast(
                        known, decided, input.experiment().orElseThrow().modelShare())),
                Optional.of(decided),
                context);
    }

    private static Output output(
            Input input,
            Known known,
            List<ScopeCheck> answers,
            Optional<Assessment.ValueCurve> curve,
            Optional<Forecast> forecast,
            Optional<Decided> decided,
            StepContext context) {
        Verdicts verdicts = Verdicts.of(
                known.thresholds().told(Suitability.first(input.suitability(), answers)),
                input.waivers(),
                input.conditions(),
                known.requirements(),
                known.objective().owner(),
                Days.of(known.asOf()));
        Assessment assessment = new Assessment(
                known.asOf(),
                verdicts.checks(),
                verdicts.conditions(),
                verdicts.verdict(),
                curve,
                forecast.map(Forecast::months),
                verdicts.expiry(),
                new LinkQuestion(known).evidence(decided.map(Decided::cost).or(known::stands)));
        return new Output(
                context.write(Assessment.class, assessment),
                decided.map(found -> context.write(ExperimentPlan.class, found.plan())),
                forecast.map(found -> context.write(Forecast.class, found)),
                decided.map(Assess::metrics).orElseGet(() -> new Metrics(new TreeMap<>())),
                verdicts.verdict(),
                verdicts.conditions().isEmpty()
                        ? "every check passes"
                        : Verdicts.count(verdicts.conditions().size()));
    }

    private static Decided decided(
            Input input,
            Objective objective,
            Assumptions.Link link,
            List<History.Slice> slices,
            Instant to,
            StepContext context) {
        DecisionCosts costs = context.load(DecisionCosts.class, input.costs().orElseThrow());
        BaselineRule rule =
                context.load(BaselineRule.class, input.baselineRule().orElseThrow());
        History history = History.read(
                slices,
                from(input.window(), to),
                to,
                Expression.parse(rule.actWhen()),
                objective.guardrails().stream()
                        .map(guardrail -> Expression.parse(guardrail.where()))
                        .toList());
        Figure baseline = Means.interval(history.ruleCost(costs));
        double cost = baseline.found().map(Estimate::estimate).orElse(0.0);
        double needed = Math.abs(objective.targetRelative()) * cost;
        Comparison comparison = Comparison.of(input.experiment().orElseThrow(), history, costs, to);
        return new Decided(
                costs,
                history,
                baseline,
                cost,
                needed,
                comparison,
                comparison.plan(link, objective, needed),
                objective.months());
    }

    private static Known known(
            Input input,
            Objective objective,
            Instant to,
            Optional<Assumptions.Link> link,
            List<History.Slice> slices,
            StepContext context) {
        return new Known(
                to,
                objective,
                context.load(Requirements.class, input.requirements()),
                context.load(DataReport.class, input.dataReport()),
                context.load(Leakage.class, input.leakage()),
                LabelCounts.of(input.truth().values().stream()
                        .map(truth -> context.load(Truth.class, truth))
                        .toList()),
                slices,
                MeasuredQuestions.health(input.metricHealth(), context),
                Thresholds.of(input.thresholds()),
                new Declared(
                        link.map(Assumptions.Link::evidence).orElse(""),
                        link.map(Assumptions.Link::sentence).orElse(""),
                        input.target().orElse(""),
                        input.modelMetric().orElse(""),
                        input.baselineRule()
                                .map(rule ->
                                        context.load(BaselineRule.class, rule).actWhen()),
                        input.ceiling(),
                        input.declared(),
                        input.recurs(),
                        input.decision(),
                        input.label(),
                        input.stakeholders(),
                        input.settled(),
                        input.harm(),
                        input.outOfScope(),
                        input.investment(),
                        input.prior()),
                new Earlier(
                        input.insight().map(found -> context.load(Insight.class, found)),
                        input.lessons().map(found -> context.load(Lessons.class, found)),
                        input.evaluation().map(found -> context.load(Evaluation.class, found)),
                        input.blessing().map(found -> context.load(Blessing.class, found)),
                        input.release().map(found -> context.load(Release.class, found))));
    }

    /** What can be counted is; everything that is not written is a condition. */
    private static Output draft(Input input, Objective objective, Instant to, StepContext context) {
        Known known = known(input, objective, to, Optional.empty(), List.of(), context);
        DataQuestions data = new DataQuestions(known);
        List<ScopeCheck> checks = known.thresholds()
                .told(List.of(
                        Answer.ask("S4", "Labels: how many", data::counts),
                        Answer.ask("S6", "Known when the decision is taken", data::knownInTime),
                        new RunQuestions(known, Optional.empty()).lastTurn()));
        List<Condition> conditions =
                new ArrayList<>(context.load(Gaps.class, input.gaps().orElseThrow()).all().stream()
                        .map(gap -> new Condition(gap.key(), "", gap.why() + "; write " + gap.write()))
                        .toList());
        // Nobody answers for a draft, so its conditions have neither an owner nor a date.
        Verdicts.of(checks, input.waivers(), input.conditions(), known.requirements(), "", Days.of(to))
                .conditions()
                .forEach(each -> conditions.add(new Condition(each.check(), "", each.text())));
        Verdict verdict = new Verdict(
                "scope",
                "GO_IF",
                "a draft: " + conditions.size() + (conditions.size() == 1 ? " thing" : " things")
                        + " to write or to mend, first " + conditions.get(0).check());
        return new Output(
                context.write(Assessment.class, new Assessment(to, checks, conditions, verdict)),
                Optional.empty(),
                Optional.empty(),
                new Metrics(new TreeMap<>()),
                verdict,
                "draft · " + Verdicts.count(conditions.size()));
    }

    private static Instant from(Optional<Period> window, Instant to) {
        return window.map(period -> to.atZone(ZoneOffset.UTC).minus(period).toInstant())
                .orElse(Instant.MIN);
    }

    /** Rows and outcomes of the slots that overlap the window; all of them without one. */
    private static List<History.Slice> slices(Input input, Optional<Period> window, Instant to, StepContext context) {
        Instant from = from(window, to);
        List<History.Slice> slices = new ArrayList<>();
        input.examples().forEach((slot, examples) -> {
            Artifact<Truth> truth = input.truth().get(slot);
            if (truth != null && slot.end().isAfter(from) && slot.start().isBefore(to)) {
                slices.add(new History.Slice(context.load(Examples.class, examples), context.load(Truth.class, truth)));
            }
        });
        return slices;
    }

    private static Metrics metrics(Decided decided) {
        SortedMap<String, Double> values = new TreeMap<>();
        values.put("baseline-cost", decided.cost());
        values.put("needed-difference", decided.needed());
        values.put("units-planned", (double) decided.plan().unitsPlanned());
        if (decided.comparison().planned()) {
            values.put("ab-mde", decided.plan().abMde());
        }
        return new Metrics(values);
    }
}

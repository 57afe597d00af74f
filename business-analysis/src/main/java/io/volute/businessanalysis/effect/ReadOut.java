package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.effect.Readout.Counts;
import io.volute.businessanalysis.effect.Readout.MonthCount;
import io.volute.businessanalysis.effect.Readout.Period;
import io.volute.businessanalysis.effect.Readout.ReleaseEffect;
import io.volute.businessanalysis.effect.Readout.UnderCosts;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentResult;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.RegisteredDesign;
import io.volute.businessanalysis.experiment.ResultPage;
import io.volute.businessanalysis.page.ReportPage;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads out the comparison that the plan registered: effects by release, guardrails, trust checks, verdict. */
public final class ReadOut implements Step<ReadOut.Input, ReadOut.Output> {

    /** Totals of all slots, and what was fixed before. */
    public record Input(
            SortedMap<Slot, Artifact<UnitTotals>> totals,
            SortedMap<Slot, Artifact<ExperimentPlan>> registeredPlan,
            SortedMap<Slot, Artifact<RegisteredDesign>> releaseDesign,
            Artifact<Objective> objective,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<Assumptions>> assumptions,
            Optional<Artifact<ExperimentPlan>> experimentPlan,
            Artifact<AsOf> asOf) {}

    /**
     * The readout with its verdict; none while the objective is a draft.
     *
     * @param releaseExperiment what the arms of the newest release say, read as every other experiment
     * @param releasePage the same as a page
     */
    public record Output(
            Optional<Artifact<Readout>> readout,
            Optional<Artifact<ExperimentReadout>> releaseExperiment,
            Optional<Artifact<ReportPage>> releasePage,
            Metrics metrics,
            Verdict verdict,
            String summary)
            implements Described {}

    private final ResultPage page;

    @Inject
    ReadOut(Stylesheet stylesheet) {
        this.page = new ResultPage(stylesheet);
    }

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public Output run(Input input, StepContext context) {
        if (input.costs().isEmpty()
                || input.assumptions().isEmpty()
                || input.experimentPlan().isEmpty()) {
            String why = context.load(Objective.class, input.objective())
                    .measured()
                    .map(measured -> "experiments decide: no single row says what " + measured.metric() + " is")
                    .orElse("nothing is compared while the objective is a draft");
            return new Output(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Metrics(new TreeMap<>()),
                    new Verdict("experiment", "NO_EVIDENCE", why),
                    why);
        }
        Objective objective = context.load(Objective.class, input.objective());
        DecisionCosts costs = context.load(DecisionCosts.class, input.costs().get());
        SortedMap<Slot, UnitTotals> totals = new TreeMap<>();
        input.totals().forEach((slot, artifact) -> totals.put(slot, context.load(UnitTotals.class, artifact)));

        var effects = new Effects(costs);
        Units all = Units.of(totals, names(objective));
        Units paired = all.where(unit -> UnitTotals.decided(unit.release()));
        Instant asOf = context.load(AsOf.class, input.asOf()).instant();
        var current = input.experimentPlan().get();
        var arms = new ReleaseExperiments(
                objective,
                costs,
                context.load(ExperimentPlan.class, current),
                input.releaseDesign().values().stream()
                        .map(design -> context.load(RegisteredDesign.class, design))
                        .toList(),
                LocalDate.ofInstant(asOf, ZoneOffset.UTC));
        List<ReleaseEffect> releases = releases(effects, arms, totals, paired);
        ExperimentResult pooled = arms.read(ReleaseExperiments.ALL, paired);
        ReleaseEffect overall = effect(effects, pooled, ReleaseExperiments.ALL, totals, paired);
        var guardrails = objective.guardrails().stream()
                .map(guardrail -> Effects.guardrail(paired, guardrail))
                .toList();
        ExperimentPlan plan = context.load(ExperimentPlan.class, plan(input, current, releases));
        Optional<ReleaseExperiments.Judged> newest = newest(releases)
                .filter(release -> of(paired, release).divided().size() > 0)
                .map(release -> arms.judged(release, of(paired, release)));
        Verdict verdict = Judgement.of(
                objective,
                costs,
                plan,
                overall,
                newest.map(ReleaseExperiments.Judged::result).orElse(pooled),
                guardrails);
        // Where only the outcome of the action taken is known, nobody knows what the other one would have cost.
        var policies = new Policies(plan.deciding().equals("PAIRED") ? paired : paired.where(unit -> false), costs);
        var readout = new Readout(
                asOf,
                plan,
                releases,
                overall,
                guardrails,
                Effects.any(paired, objective.event()),
                periods(effects, totals, objective, Months::quarter),
                periods(effects, totals, objective, Months::year),
                policies.means(),
                sensitivity(
                        paired,
                        context.load(Assumptions.class, input.assumptions().get()),
                        costs),
                counts(all),
                Optional.of(policies.rows()).filter(rows -> !rows.isEmpty()),
                verdict);
        return new Output(
                Optional.of(context.write(Readout.class, readout)),
                newest.map(found ->
                        context.write(ExperimentReadout.class, ExperimentReadout.of(found.result(), Looks.NONE))),
                newest.map(found -> context.write(ReportPage.class, new ReportPage(arms.page(found, page)))),
                metrics(overall),
                verdict,
                "paired " + Numbers.money(overall.paired(), costs.currency()) + " a " + objective.unit());
    }

    /** The plan of the slot in which the newest release began. */
    private static Artifact<ExperimentPlan> plan(
            Input input, Artifact<ExperimentPlan> current, List<ReleaseEffect> releases) {
        if (releases.isEmpty()) {
            return current;
        }
        String month = releases.get(releases.size() - 1).from();
        return input.registeredPlan().entrySet().stream()
                .filter(entry -> Months.month(entry.getKey()).equals(month))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(current);
    }

    private static List<String> names(Objective objective) {
        return objective.guardrails().stream().map(Objective.Guardrail::name).toList();
    }

    private static Optional<String> newest(List<ReleaseEffect> releases) {
        return releases.isEmpty()
                ? Optional.empty()
                : Optional.of(releases.get(releases.size() - 1).release());
    }

    private static Units of(Units units, String release) {
        return units.where(unit -> unit.release().equals(release));
    }

    private static List<ReleaseEffect> releases(
            Effects effects, ReleaseExperiments arms, SortedMap<Slot, UnitTotals> totals, Units units) {
        return units.releases().stream()
                .map(release -> {
                    Units ours = of(units, release);
                    return effect(effects, arms.read(release, ours), release, totals, ours);
                })
                .filter(release -> release.rows() > 0)
                .sorted(Comparator.comparing(ReleaseEffect::from).thenComparing(ReleaseEffect::release))
                .toList();
    }

    private static ReleaseEffect effect(
            Effects effects, ExperimentResult arms, String release, SortedMap<Slot, UnitTotals> totals, Units units) {
        List<MonthCount> months = Months.of(totals, release);
        return new ReleaseEffect(
                release,
                months.isEmpty() ? "" : months.get(0).month(),
                months.isEmpty() ? "" : months.get(months.size() - 1).month(),
                units.sum(Count.DECIDED),
                units.sum(Count.PAIRED),
                units.arm(Arm.MODEL).sum(Count.PAIRED),
                effects.rule(units),
                effects.model(units),
                effects.paired(units),
                ReleaseExperiments.effect(arms),
                units.arm(Arm.RULE).size(),
                units.arm(Arm.MODEL).size(),
                ReleaseExperiments.sampleRatio(arms),
                months);
    }

    private static List<Period> periods(
            Effects effects, SortedMap<Slot, UnitTotals> totals, Objective objective, Function<Slot, String> period) {
        SortedMap<String, SortedMap<Slot, UnitTotals>> grouped = new TreeMap<>();
        totals.forEach((slot, total) -> grouped.computeIfAbsent(period.apply(slot), key -> new TreeMap<>())
                .put(slot, total));
        List<Period> periods = new ArrayList<>();
        grouped.forEach((name, slots) -> {
            Units units = Units.of(slots, names(objective));
            periods.add(new Period(
                    name,
                    units.sum(Count.PAIRED),
                    units.sum(Count.DECIDED),
                    effects.rule(units),
                    effects.model(units),
                    Effects.any(units, objective.event()),
                    objective.guardrails().stream()
                            .map(guardrail -> Effects.guardrail(units, guardrail))
                            .toList()));
        });
        return periods;
    }

    private static List<UnderCosts> sensitivity(Units units, Assumptions assumptions, DecisionCosts declared) {
        List<UnderCosts> rows = new ArrayList<>();
        rows.add(under("as declared", declared, units));
        for (Assumptions.CostVariant variant : assumptions.costVariants()) {
            rows.add(under(
                    variant.name(), new DecisionCosts(declared.currency(), variant.act(), variant.miss()), units));
        }
        return rows;
    }

    private static UnderCosts under(String name, DecisionCosts costs, Units units) {
        var effects = new Effects(costs);
        return new UnderCosts(
                name,
                Numbers.amount(costs.act(), costs.currency()),
                Numbers.amount(costs.miss(), costs.currency()),
                effects.rule(units),
                effects.paired(units));
    }

    private static Counts counts(Units all) {
        Units logged = all.where(unit -> !unit.release().equals(UnitTotals.UNLOGGED));
        long decided = logged.sum(Count.DECIDED);
        long labelled = logged.sum(Count.LABELLED);
        return new Counts(decided, labelled, decided - labelled, all.sum(Count.LABELLED) - labelled);
    }

    private static Metrics metrics(ReleaseEffect overall) {
        SortedMap<String, Double> values = new TreeMap<>();
        overall.paired().found().map(Estimate::estimate).ifPresent(value -> values.put("effect-paired", value));
        overall.ab().found().map(Estimate::estimate).ifPresent(value -> values.put("effect-ab", value));
        overall.rule().found().map(Estimate::estimate).ifPresent(value -> values.put("cost-rule", value));
        overall.model().found().map(Estimate::estimate).ifPresent(value -> values.put("cost-model", value));
        values.put("rows-compared", (double) overall.rows());
        return new Metrics(values);
    }
}

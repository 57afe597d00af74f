package io.volute.businessanalysis.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.experiment.RegisteredDesign;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.bayes.Scale;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA01: a release with arms registers its design by itself, and is read as every other experiment. */
class ReleaseExperimentsTest {
    private static final String RELEASE = "one";
    private static final ExperimentPlan BY_ARMS =
            new ExperimentPlan("AB", "only the action taken shows its outcome", 165, 37, .5, .8, .05, 2700);

    private final MemoryStepContext context = new MemoryStepContext();

    private static Release release(double model) {
        return new Release(
                RELEASE,
                List.of(
                        new Release.Arm("rule", Release.Arm.RULE, 1 - model),
                        new Release.Arm("model", Release.Arm.MODEL, model)),
                "inspection",
                "salt",
                Optional.empty(),
                Optional.empty(),
                Optional.of(.1),
                Optional.empty());
    }

    private RegisterRelease.Output register(Optional<Release> release, DecisionCosts costs, ExperimentPlan plan) {
        return new RegisterRelease()
                .run(
                        new RegisterRelease.Input(
                                release.map(one -> context.write(Release.class, one)),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.of(context.write(DecisionCosts.class, costs)),
                                Optional.of(context.write(ExperimentPlan.class, plan))),
                        context);
    }

    private SortedMap<Slot, Artifact<RegisteredDesign>> registered() {
        SortedMap<Slot, Artifact<RegisteredDesign>> designs = new TreeMap<>();
        designs.put(
                Slot.parse("2000-01"),
                register(Optional.of(release(.5)), Story.COSTS, Story.PLAN)
                        .releaseDesign()
                        .orElseThrow());
        return designs;
    }

    @Test
    void theDesignHoldsWhatTheObjectiveAndThePlanPromise() {
        RegisteredDesign registered =
                context.load(RegisteredDesign.class, registered().get(Slot.parse("2000-01")));
        Design design = registered.design();

        assertThat(design.experiment()).isEqualTo("release-one");
        assertThat(design.unit()).isEqualTo("strike");
        assertThat(design.control()).isEqualTo("rule");
        assertThat(design.arms()).containsEntry("model", .5).containsEntry("rule", .5);
        assertThat(design.primary()).singleElement().satisfies(primary -> {
            assertThat(primary.metric()).hasToString("handling-cost-per-strike");
            // The plan finds 165 of a cost of which 37 are 5 %.
            assertThat(primary.mde()).isCloseTo(165 / 740.0, within(1e-12));
        });
        assertThat(design.guardrails()).singleElement().satisfies(guardrail -> {
            assertThat(guardrail.metric()).hasToString("substantial-damage-missed");
            assertThat(guardrail.margin()).isEqualTo(.1);
            assertThat(guardrail.scale()).contains(Scale.ABSOLUTE);
        });
        assertThat(design.design().alpha()).isEqualTo(.05);
        assertThat(design.design().power()).isEqualTo(.8);
        assertThat(registered.digest())
                .isEqualTo(design.digest(design.metrics().orElseThrow()).toString());
    }

    @Test
    void nothingIsRegisteredWhereUnitsAreNotDivided() {
        Release shadow = new Release(
                RELEASE,
                List.of(new Release.Arm("rule", Release.Arm.RULE, 1)),
                "inspection",
                "salt",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(register(Optional.of(shadow), Story.COSTS, Story.PLAN).releaseDesign())
                .isEmpty();
        assertThat(register(Optional.empty(), Story.COSTS, Story.PLAN).releaseDesign())
                .isEmpty();
    }

    /** The A/B by hand: ratio of sums, influences, Welch; and swapped arms flip its sign. */
    @Test
    void theAnalysisOfExperimentsReadsWhatTheArmsCost() {
        SortedMap<Slot, Artifact<UnitTotals>> totals = Story.months(context, 12, 200);
        List<List<Double>> costs = List.of(new ArrayList<>(), new ArrayList<>());
        totals.values().forEach(artifact -> {
            var rows = context.load(UnitTotals.class, artifact).rows();
            Column arm = rows.column("arm");
            for (int row = 0; row < rows.rows(); row++) {
                costs.get(arm.textAt(row).equals("model") ? 1 : 0)
                        .add(1000.0 * rows.column("acted").longAt(row)
                                + 10_000.0 * rows.column("missed").longAt(row));
            }
        });
        double difference = mean(costs.get(1)) - mean(costs.get(0));
        double error = Math.sqrt(variance(costs.get(1)) / costs.get(1).size()
                + variance(costs.get(0)) / costs.get(0).size());

        Readout readout = readout(Story.readOut(context, totals, new TreeMap<>(), registered(), Story.COSTS));
        Estimate ab = (Estimate) readout.overall().ab();

        assertThat(ab.estimate()).isCloseTo(difference, within(1e-8));
        // 2,400 units: t is the normal to three digits.
        assertThat((ab.high() - ab.low()) / 2).isCloseTo(1.96 * error, within(.002 * error));
        assertThat(readout.releases().get(0).ab()).isEqualTo(ab);
        assertThat(ab.method()).isEqualTo("welch-t");
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double variance(List<Double> values) {
        double mean = mean(values);
        return values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.size() - 1);
    }

    @Test
    void theNewestReleaseIsAnExperimentWithTrustGuardrailsAndContext() {
        ReadOut.Output output =
                Story.readOut(context, Story.months(context, 12, 200), new TreeMap<>(), registered(), Story.COSTS);
        ExperimentReadout experiment = experiment(output);

        assertThat(experiment.experiment()).isEqualTo("release-one");
        assertThat(experiment.digest())
                .isEqualTo(context.load(RegisteredDesign.class, registered().get(Slot.parse("2000-01")))
                        .digest());
        assertThat(experiment.trust()).extracting(TrustCheck::check).contains("exposure", "sample-ratio", "outliers");
        assertThat(experiment.effects())
                .extracting(ExperimentReadout.Effect::metric)
                .containsExactly("handling-cost-per-strike", "any-damage-missed", "substantial-damage-missed");
        assertThat(experiment.effects().get(1).role()).isEqualTo(MetricRole.CONTEXT);
        ExperimentReadout.Effect guarded = experiment.effects().get(2);
        assertThat(guarded.guardrail()).isPresent();
        Estimate share = (Estimate) guarded.control();
        assertThat(share.estimate()).isBetween(.1, .35);
        Figure effect = experiment.effects().get(0).effect();
        assertThat(effect).isEqualTo(readout(output).overall().ab());
    }

    /** Costs are part of what was promised: another price is another experiment, and the paired comparison goes on. */
    @Test
    void anotherPriceAfterTheStartMakesTheArmsInvalidAndNamesThePath() {
        DecisionCosts dearer = new DecisionCosts("USD", new BigDecimal(1500), new BigDecimal(10_000));
        SortedMap<Slot, Artifact<UnitTotals>> totals = Story.months(context, 12, 200);

        ReadOut.Output same = Story.readOut(
                context,
                totals,
                new TreeMap<>(),
                registered(),
                new DecisionCosts("USD", new BigDecimal("1000.00"), new BigDecimal(10_000)));
        ReadOut.Output changed = Story.readOut(context, totals, new TreeMap<>(), registered(), dearer);

        assertThat(experiment(same).verdict().value()).isNotEqualTo("INVALID");
        assertThat(experiment(changed).verdict().value()).isEqualTo("INVALID");
        assertThat(experiment(changed).verdict().why())
                .contains("metrics.handling-cost-per-strike.numerator.value", "1000 acted", "1500 acted");
        assertThat(readout(changed).verdict().value()).isNotEqualTo("INVALID");
    }

    @Test
    void whereTheArmsDecideTheVerdictIsThatOfTheirExperiment() {
        SortedMap<Slot, Artifact<ExperimentPlan>> plans = new TreeMap<>();
        plans.put(Slot.parse("2000-01"), context.write(ExperimentPlan.class, BY_ARMS));

        ReadOut.Output output =
                Story.readOut(context, Story.months(context, 12, 200), plans, registered(), Story.COSTS);

        assertThat(output.verdict().value())
                .isEqualTo(experiment(output).verdict().value());
        assertThat(output.verdict().why())
                .isEqualTo(experiment(output).verdict().why())
                .contains("handling-cost-per-strike");
    }

    @Test
    void aUnitThatWasInBothArmsIsLeftOutAndTold() {
        var rows = new Story.Rows();
        for (int row = 0; row < 400; row++) {
            String unit = row < 4 ? "twice" + row / 2 : "u" + row;
            rows.decided("r" + row, unit, RELEASE, row % 2 == 0, row % 3 == 0, row % 4 == 0)
                    .known("r" + row, row % 9 == 0 ? "Minor" : "None");
        }
        SortedMap<Slot, Artifact<UnitTotals>> totals = new TreeMap<>();
        totals.put(Slot.parse("2000-01"), rows.in(context).totals().totals());

        ExperimentReadout experiment =
                experiment(Story.readOut(context, totals, new TreeMap<>(), registered(), Story.COSTS));

        assertThat(experiment.counts().twoArms()).isEqualTo(2);
        assertThat(experiment.effects().get(0).control().found().orElseThrow().n()
                        + experiment
                                .effects()
                                .get(0)
                                .value()
                                .found()
                                .orElseThrow()
                                .n())
                .isEqualTo(396);
    }

    private Readout readout(ReadOut.Output output) {
        return context.load(Readout.class, output.readout().orElseThrow());
    }

    private ExperimentReadout experiment(ReadOut.Output output) {
        return context.load(ExperimentReadout.class, output.releaseExperiment().orElseThrow());
    }
}

package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.run.Slot;
import io.volute.core.stage.Verdict;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.testing.Birdstrikes;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example as of 2000-01-01, against the same figures computed with Python's statistics module from the CSV. */
class AssessReferenceTest {
    private static final LocalDate AS_OF = LocalDate.of(2000, 1, 1);

    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void findsThatAnAbAloneCouldOnlyFind165DollarsAStrike() throws IOException {
        Assess.Output output = assess();
        var plan = context.load(ExperimentPlan.class, output.experimentPlan().orElseThrow());
        assertThat(output.metrics().values().get("baseline-cost")).isCloseTo(743.2331, within(1e-4));
        assertThat(plan.needed()).isCloseTo(.05 * 743.2331, within(.001));
        assertThat(plan.unitsPlanned()).isEqualTo(2715);
        assertThat(plan.abMde()).isCloseTo(165.1, within(.1));
        assertThat(plan.deciding()).isEqualTo("PAIRED");
        assertThat(output.verdict().value()).isEqualTo("GO_IF");
    }

    @Test
    void countsTheLabelsThatAreKnown() throws IOException {
        Assessment assessment = context.load(Assessment.class, assess().assessment());
        assertThat(assessment.checks())
                .extracting(Assessment.ScopeCheck::value)
                .contains(
                        "305 with damage, 2,355 without; half known after 30 days, nine in ten after 30 days",
                        "88 such events in the window; tolerated rise 10 %");
    }

    private Assess.Output assess() throws IOException {
        Birdstrikes strikes = Birdstrikes.read();
        SortedMap<Slot, Artifact<Examples>> examples = new TreeMap<>();
        SortedMap<Slot, Artifact<Truth>> truth = new TreeMap<>();
        strikes.examples(AS_OF).forEach((slot, value) -> examples.put(slot, context.write(Examples.class, value)));
        strikes.truth(AS_OF).forEach((slot, value) -> truth.put(slot, context.write(Truth.class, value)));
        var report = new DataReport(
                0, 0, 0, new TreeMap<>(), 0, List.of(), List.of(), List.of(), new Verdict("check", "PASS", ""));
        var objective = new Objective(
                "cheaper-strikes",
                "maintenance control",
                "handling cost per strike",
                "strike",
                "damage",
                "inspect",
                -.05,
                Period.ofYears(1),
                List.of(new Objective.Guardrail(
                        "substantial-damage-missed", "\"Effect Amount of damage\" = 'Substantial'", .1)));
        return new Assess()
                .run(
                        new Assess.Input(
                                Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofYears(3))),
                                Optional.of(Period.ofYears(3)),
                                context.write(Objective.class, objective),
                                Optional.of(context.write(
                                        DecisionCosts.class,
                                        new DecisionCosts("USD", new BigDecimal(1000), new BigDecimal(10000)))),
                                Optional.of(context.write(
                                        BaselineRule.class,
                                        new BaselineRule("inspect unless small", "not (\"Wildlife Size\" = 'Small')"))),
                                Optional.of(context.write(
                                        Assumptions.class,
                                        new Assumptions(
                                                List.of(), List.of(), new Assumptions.Link("formula", "exact")))),
                                Optional.empty(),
                                context.write(Requirements.class, new Requirements(List.of())),
                                context.write(DataReport.class, report),
                                context.write(AsOf.class, new AsOf(Birdstrikes.start(AS_OF))),
                                examples,
                                truth,
                                Optional.empty()),
                        context);
    }
}

package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.testing.Birdstrikes;
import java.io.IOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example as of 2000-01-01, against the same figures computed with Python's statistics module from the CSV. */
class AssessReferenceTest {
    private static final LocalDate AS_OF = LocalDate.of(2000, 1, 1);

    @Test
    void findsThatAnAbAloneCouldOnlyFind165DollarsAStrike() throws IOException {
        Asked asked = strikes();
        Assess.Output output = asked.run();
        var plan = asked.load(ExperimentPlan.class, output.experimentPlan().orElseThrow());
        assertThat(output.metrics().values().get("baseline-cost")).isCloseTo(743.2331, within(1e-4));
        assertThat(plan.needed()).isCloseTo(.05 * 743.2331, within(.001));
        assertThat(plan.unitsPlanned()).isEqualTo(2715);
        assertThat(plan.abMde()).isCloseTo(165.1, within(.1));
        assertThat(plan.deciding()).isEqualTo("PAIRED");
        assertThat(output.verdict().value()).isEqualTo("GO_IF");
    }

    @Test
    void countsTheLabelsThatAreKnown() throws IOException {
        Assessment assessment = strikes().assessment();
        assertThat(assessment.checks())
                .extracting(Assessment.ScopeCheck::value)
                .contains(
                        "305 with damage, 2,355 without; half known after 30 days, nine in ten after 30 days",
                        "88 such events in the window; tolerated rise 10 %");
    }

    private Asked strikes() throws IOException {
        Birdstrikes strikes = Birdstrikes.read();
        Asked asked = new Asked();
        asked.examples.putAll(strikes.examples(AS_OF));
        asked.truth.putAll(strikes.truth(AS_OF));
        asked.window = Optional.of(Period.ofYears(3));
        asked.rule = Optional.of(new BaselineRule("inspect unless small", "not (\"Wildlife Size\" = 'Small')"));
        asked.asOf = Birdstrikes.start(AS_OF);
        asked.objective = new Objective(
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
        return asked;
    }
}

package io.volute.scoping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.scoping.objective.BaselineSpec;
import io.volute.scoping.objective.CostsSpec;
import io.volute.scoping.objective.DueSpec;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.scoping.objective.GuardrailSpec;
import io.volute.scoping.objective.MlObjectiveSpec;
import io.volute.scoping.objective.ObjectiveSpec;
import io.volute.scoping.objective.RequirementSpec;
import io.volute.scoping.objective.RequirementSpec.Family;
import io.volute.scoping.objective.SettledSpec;
import io.volute.scoping.objective.WaiverSpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScopingSpecTest {
    private static final RequirementSpec LATENCY =
            new RequirementSpec("R1", Family.SCALABILITY, Optional.of("latency"), Optional.of(50.0), Optional.empty());
    private static final Map<String, String> OTHERS =
            Map.of("reliability", "later", "maintainability", "later", "adaptability", "later");

    private static ScopingSpec spec(List<RequirementSpec> requirements, Map<String, String> notApplicable) {
        return new ScopingSpec(
                Optional.of(new ObjectiveSpec(
                        "cheaper-strikes",
                        "maintenance control",
                        "handling cost per strike",
                        "strike",
                        Optional.of("damage"),
                        Optional.of("inspect"),
                        ObjectiveSpec.Direction.DOWN,
                        new ObjectiveSpec.Target(-.05),
                        Period.ofMonths(12),
                        new BaselineSpec(
                                Optional.of("inspect unless small"),
                                Optional.of("size != 'Small'"),
                                Period.ofYears(3),
                                Optional.empty()),
                        List.of(new GuardrailSpec(
                                Optional.of("substantial-damage-missed"),
                                Optional.of("damage = 'Substantial'"),
                                Optional.of(.1),
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                Optional.of(new CostsSpec(
                        "USD", new BigDecimal(1000), new BigDecimal(10000), "finance", "1999", List.of())),
                Optional.of(new MlObjectiveSpec(
                        "probability of damage",
                        "log-loss",
                        new MlObjectiveSpec.Link(MlObjectiveSpec.Evidence.FORMULA, "costs follow from it"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())),
                Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofYears(3))),
                requirements,
                new TreeMap<>(notApplicable),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void acceptsARequirementOrAReasonForEachFamily() {
        assertThat(spec(List.of(LATENCY), OTHERS).requirements()).containsExactly(LATENCY);
    }

    @Test
    void refusesAFamilyThatWasForgotten() {
        assertThatThrownBy(() -> spec(List.of(LATENCY), Map.of("reliability", "later", "adaptability", "later")))
                .hasMessage("requirements: none of the family maintainability"
                        + " (expected: one, or not-applicable: {maintainability: reason})");
    }

    @Test
    void refusesAFamilyThatDoesNotExist() {
        assertThatThrownBy(() -> spec(List.of(LATENCY), Map.of("speed", "no")))
                .hasMessageContaining("not-applicable: speed (expected one of: reliability, scalability");
    }

    /** SC02: nobody trains for a metric that nobody linked to the business. */
    @Test
    void refusesAnObjectiveWithoutAnMlObjectiveAndItsLink() {
        ScopingSpec whole = spec(List.of(LATENCY), OTHERS);
        assertThatThrownBy(() -> new ScopingSpec(
                        whole.objective(),
                        whole.costs(),
                        Optional.empty(),
                        whole.experiment(),
                        whole.requirements(),
                        whole.notApplicable(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("ml-objective: none (expected: {target, metric, link}")
                .hasMessageContaining("why that would move handling cost per strike");
    }

    @Test
    void refusesTwoRequirementsWithOneId() {
        assertThatThrownBy(() -> spec(List.of(LATENCY, LATENCY), OTHERS)).hasMessageContaining("R1 twice");
    }

    @Test
    void draftNeedsNoRequirementButHoldsWhatItHasToTheRules() {
        assertThat(draft(List.of(), Map.of()).requirements()).isEmpty();
        assertThatThrownBy(() -> draft(List.of(LATENCY), Map.of("scalability", "later")))
                .hasMessage("not-applicable: scalability has a requirement (expected: one or the other)");
    }

    private static ScopingSpec draft(List<RequirementSpec> requirements, Map<String, String> notApplicable) {
        return new ScopingSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                requirements,
                new TreeMap<>(notApplicable),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
    }

    /** SC16: only the one who decides settles a conflict. */
    @Test
    void refusesAConflictSettledBySomebodyElse() {
        var settled = new SettledSpec("hours on the ground", "sales", "less is better", LocalDate.of(2000, 1, 1));
        assertThatThrownBy(() -> governed(Optional.of("chief engineer"), List.of(settled), List.of(), Map.of()))
                .hasMessage("settled: hours on the ground by sales (expected: by chief engineer)");
        assertThatThrownBy(() -> governed(Optional.empty(), List.of(settled), List.of(), Map.of()))
                .hasMessageContaining("scoping.decides names, which is missing");
    }

    @Test
    void refusesAWaiverOfNoCheckAndTwoOfOne() {
        LocalDate until = LocalDate.of(2000, 1, 1);
        var waiver = new WaiverSpec("S8", "board", "to learn", until);
        assertThatThrownBy(() -> new WaiverSpec("S19", "board", "to learn", until))
                .hasMessageContaining("waivers: S19 (expected: one of S1 to S18)");
        assertThatThrownBy(() -> governed(Optional.empty(), List.of(), List.of(waiver, waiver), Map.of()))
                .hasMessage("waivers: S8 twice (expected: once)");
    }

    @Test
    void refusesAConditionOfNothing() {
        var due = new DueSpec(Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> governed(Optional.empty(), List.of(), List.of(), Map.of("S0", due)))
                .hasMessageContaining("conditions: S0 (expected: a check, S1 to S18, or a requirement's id)");
        assertThat(governed(Optional.empty(), List.of(), List.of(), Map.of("S10", due, "R1", due))
                        .conditions())
                .hasSize(2);
    }

    private static ScopingSpec governed(
            Optional<String> decides,
            List<SettledSpec> settled,
            List<WaiverSpec> waivers,
            Map<String, DueSpec> conditions) {
        return new ScopingSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(LATENCY),
                new TreeMap<>(),
                List.of(),
                decides,
                settled,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                waivers,
                new TreeMap<>(conditions),
                Optional.empty(),
                Optional.empty());
    }
}

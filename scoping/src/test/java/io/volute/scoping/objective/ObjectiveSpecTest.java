package io.volute.scoping.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.scoping.objective.ObjectiveSpec.Direction;
import io.volute.scoping.objective.ObjectiveSpec.Target;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectiveSpecTest {
    private static final GuardrailSpec GUARDRAIL =
            new GuardrailSpec("substantial-damage-missed", "\"Effect\" = 'Substantial'", .1);
    private static final Period YEAR = Period.ofMonths(12);

    private static ObjectiveSpec objective(
            String metric, Direction direction, double target, Period horizon, List<GuardrailSpec> guardrails) {
        return new ObjectiveSpec(
                "cheaper-strikes",
                "maintenance control",
                metric,
                "strike",
                "damage",
                "inspect",
                direction,
                new Target(target),
                horizon,
                new BaselineSpec("inspect unless the animal was small", "size != 'Small'", Period.ofYears(3)),
                guardrails);
    }

    @Test
    void keepsWhatWasWritten() {
        var objective = objective("handling cost", Direction.DOWN, -.05, YEAR, List.of(GUARDRAIL))
                .objective();
        assertThat(objective.targetRelative()).isEqualTo(-.05);
        assertThat(objective.guardrails()).hasSize(1);
    }

    @Test
    void refusesAMetricThatMeasuresAModel() {
        assertThatThrownBy(() -> objective("Log-loss", Direction.DOWN, -.05, YEAR, List.of(GUARDRAIL)))
                .hasMessage("metric: Log-loss measures a model (expected: the business metric that it should move)");
    }

    @Test
    void refusesATargetAgainstTheDirection() {
        assertThatThrownBy(() -> objective("cost", Direction.DOWN, .05, YEAR, List.of(GUARDRAIL)))
                .hasMessage("target: relative 0.05 with direction down (expected: below 0)");
        assertThatThrownBy(() -> objective("cost", Direction.UP, 0, YEAR, List.of(GUARDRAIL)))
                .hasMessageContaining("expected: above 0");
    }

    @Test
    void refusesAnEmptyHorizon() {
        assertThatThrownBy(() -> objective("cost", Direction.DOWN, -.05, Period.ZERO, List.of(GUARDRAIL)))
                .hasMessageContaining("horizon");
    }

    @Test
    void refusesAnObjectiveWithoutGuardrails() {
        assertThatThrownBy(() -> objective("cost", Direction.DOWN, -.05, YEAR, List.of()))
                .hasMessageContaining("at least one thing that may not get worse");
    }

    @Test
    void refusesTheObjectivesMetricAsItsGuardrail() {
        var same = new GuardrailSpec("cost", "effect = 'x'", .1);
        assertThatThrownBy(() -> objective("cost", Direction.DOWN, -.05, YEAR, List.of(same)))
                .hasMessageContaining("is the objective's own metric");
    }

    @Test
    void refusesAGuardrailThatCannotBeReadOrNeverBinds() {
        assertThatThrownBy(() -> new GuardrailSpec("g", "effect =", .1)).hasMessageContaining("ends too early");
        assertThatThrownBy(() -> new GuardrailSpec("g", "effect = 'x'", 10))
                .hasMessageContaining("0.10 for ten points");
    }

    @Test
    void refusesCostsUnderWhichActingNeverPays() {
        var thousand = new BigDecimal("1000");
        assertThatThrownBy(() -> new CostsSpec("USD", thousand, thousand, "finance", "2026", List.of()))
                .hasMessageContaining("above act, else acting never pays");
        assertThatThrownBy(() -> new CostsSpec("dollar", BigDecimal.ONE, thousand, "finance", "2026", List.of()))
                .hasMessageContaining("ISO code");
    }

    @Test
    void refusesARequirementThatNobodyChecksWithoutAReason() {
        assertThatThrownBy(() -> new RequirementSpec(
                        "R1", RequirementSpec.Family.RELIABILITY, Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("R1: neither check and planned");
    }
}

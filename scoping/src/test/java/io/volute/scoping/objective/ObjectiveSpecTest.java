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
            GuardrailSpec.missed("substantial-damage-missed", "\"Effect\" = 'Substantial'", .1);
    private static final Period YEAR = Period.ofMonths(12);

    private static ObjectiveSpec objective(
            String metric, Direction direction, double target, Period horizon, List<GuardrailSpec> guardrails) {
        return new ObjectiveSpec(
                "cheaper-strikes",
                "maintenance control",
                metric,
                "strike",
                Optional.of("damage"),
                Optional.of("inspect"),
                direction,
                new Target(target),
                horizon,
                new BaselineSpec(
                        Optional.of("inspect unless the animal was small"),
                        Optional.of("size != 'Small'"),
                        Period.ofYears(3),
                        Optional.empty()),
                guardrails,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void keepsWhatWasWritten() {
        var objective = objective("handling cost", Direction.DOWN, -.05, YEAR, List.of(GUARDRAIL))
                .objective("label");
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
        var same = GuardrailSpec.missed("cost", "effect = 'x'", .1);
        assertThatThrownBy(() -> objective("cost", Direction.DOWN, -.05, YEAR, List.of(same)))
                .hasMessageContaining("is the objective's own metric");
    }

    @Test
    void refusesAGuardrailThatCannotBeReadOrNeverBinds() {
        assertThatThrownBy(() -> GuardrailSpec.missed("g", "effect =", .1)).hasMessageContaining("ends too early");
        assertThatThrownBy(() -> GuardrailSpec.missed("g", "effect = 'x'", 10))
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

    private static ObjectiveSpec churn(Optional<String> event, List<GuardrailSpec> guardrails) {
        return new ObjectiveSpec(
                "reduce-churn",
                "growth lead",
                "cancellation-rate@3",
                "member",
                event,
                Optional.empty(),
                Direction.DOWN,
                new Target(-.04),
                YEAR,
                new BaselineSpec(Optional.empty(), Optional.empty(), Period.ofMonths(3), Optional.of(.047)),
                guardrails,
                Optional.of(new ValueSpec(
                        "retained member",
                        new BigDecimal("9.50"),
                        new BigDecimal("8.00"),
                        new BigDecimal("11.00"),
                        "EUR",
                        "finance",
                        Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }

    private static GuardrailSpec hours() {
        return new GuardrailSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("streaming-hours@2"),
                Optional.of(.005));
    }

    @Test
    void metricOverEventsHasMetricsAsGuardrailsAndAWorthInsteadOfARule() {
        var objective = churn(Optional.empty(), List.of(hours())).objective("played");

        assertThat(objective.event()).isEqualTo("played");
        assertThat(objective.guardrails()).isEmpty();
        var measured = objective.measured().orElseThrow();
        assertThat(measured.metric()).isEqualTo("cancellation-rate@3");
        assertThat(measured.direction()).isEqualTo("down");
        assertThat(measured.guardrails()).hasSize(1);
        assertThat(measured.value().orElseThrow().amount()).isEqualTo("9.50");
    }

    @Test
    void refusesToMixDecisionsAboutRowsWithAMetricOverEvents() {
        assertThatThrownBy(() -> churn(Optional.of("damage"), List.of(hours())))
                .hasMessageContaining("metric: cancellation-rate@3 is computed from events");
        assertThatThrownBy(() -> churn(Optional.empty(), List.of(GUARDRAIL)))
                .hasMessageContaining("guardrails: substantial-damage-missed (expected: {metric, margin}");
        assertThatThrownBy(() -> objective("handling cost", Direction.DOWN, -.05, YEAR, List.of(hours())))
                .hasMessageContaining("guardrails: streaming-hours@2 (expected: {name, where, max-rise}");
    }

    @Test
    void refusesAWorthOutsideItsRange() {
        assertThatThrownBy(() -> new ValueSpec(
                        "member",
                        new BigDecimal("9"),
                        new BigDecimal("10"),
                        new BigDecimal("11"),
                        "EUR",
                        "finance",
                        Optional.empty()))
                .hasMessageContaining("amount: 9 outside of low 10 and high 11");
    }

    /** SC01: all gaps, not the first. */
    @Test
    void namesAllFaultsAtOnce() {
        assertThatThrownBy(() -> objective("auc", Direction.DOWN, .05, Period.ZERO, List.of()))
                .hasMessageContaining("metric: auc measures a model")
                .hasMessageContaining("target: relative 0.05 with direction down")
                .hasMessageContaining("horizon: P0D")
                .hasMessageContaining("guardrails: none");
    }

    @Test
    void refusesAModelsMetricWithACutAfterItToo() {
        assertThatThrownBy(() -> objective("ndcg@10", Direction.UP, .05, YEAR, List.of(hours())))
                .hasMessageContaining("metric: ndcg@10 measures a model");
    }

    @Test
    void refusesABaselineOfNothing() {
        assertThatThrownBy(() ->
                        new BaselineSpec(Optional.empty(), Optional.empty(), Period.ofMonths(3), Optional.of(0.0)))
                .hasMessageContaining("value: 0 (expected: where the metric stands");
    }
}

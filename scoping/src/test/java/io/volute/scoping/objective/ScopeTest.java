package io.volute.scoping.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Harm;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.spec.SpecRule.Broken;
import io.volute.core.stage.RequirementCheck;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a draft hands on: an objective without an owner, and what is still to be written; no cost, no rule. */
class ScopeTest {
    private static final CostsSpec COSTS =
            new CostsSpec("USD", new BigDecimal(1000), new BigDecimal(10000), "finance", "1999", List.of());

    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void draftInventsNeitherCostsNorRuleNorAssumptions() {
        Scope.Output output = draft(Optional.empty());

        assertThat(output.costs()).isEmpty();
        assertThat(output.baselineRule()).isEmpty();
        assertThat(output.assumptions()).isEmpty();
        assertThat(context.load(Objective.class, output.objective()))
                .isEqualTo(new Objective("draft", "", "", "row", "damaged", "act", 0, Period.ZERO, List.of()));
    }

    @Test
    void draftNamesEachKeyThatIsMissingWithItsReason() {
        Gaps gaps = gaps(draft(Optional.empty()));

        assertThat(gaps.all())
                .extracting(Gaps.Gap::key)
                .containsExactly(
                        "scoping.objective.owner",
                        "scoping.objective.metric",
                        "scoping.objective.unit",
                        "scoping.objective.baseline",
                        "scoping.objective.guardrails",
                        "scoping.costs",
                        "scoping.ml-objective",
                        "scoping.experiment",
                        "scoping.requirements");
        assertThat(gaps.all()).allSatisfy(gap -> {
            assertThat(gap.why()).isNotBlank().doesNotEndWith(".");
            assertThat(gap.write()).contains(":");
        });
    }

    @Test
    void costsOfADraftAreNotMissingAndNotUsedEither() {
        Scope.Output output = draft(Optional.of(COSTS));

        assertThat(gaps(output).all()).extracting(Gaps.Gap::key).doesNotContain("scoping.costs");
        assertThat(output.costs()).isEmpty();
    }

    private Gaps gaps(Scope.Output output) {
        return context.load(Gaps.class, output.gaps().orElseThrow());
    }

    private Scope.Output draft(Optional<CostsSpec> costs) {
        return new Scope()
                .run(
                        new Scope.Input(
                                Optional.empty(),
                                costs,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                new TreeMap<>(),
                                Optional.empty(),
                                List.of(),
                                Optional.of("damaged")),
                        context);
    }

    /** SC10: each requirement names a check that somebody provides; all that do not are named at once. */
    @Test
    void requirementsThatNobodyChecksAreAllNamedWithTheNearestCheck() {
        var checks = Set.of(
                new RequirementCheck("latency", "deployment", "time of one row", "ms"),
                new RequirementCheck("estimate", "monitoring", "estimated cost", "currency"));
        assertThat(new ProvidedChecks(checks)
                        .broken(List.of(
                                requirement("R1", "latncy"),
                                requirement("R2", "estimate"),
                                requirement("R3", "silence"))))
                .containsExactly(
                        new Broken(
                                "scoping.requirements.0.check",
                                "R1: no stage provides check `latncy` (expected one of: estimate, latency; or planned with"
                                        + " the reason)",
                                Optional.of("latency")),
                        new Broken(
                                "scoping.requirements.2.check",
                                "R3: no stage provides check `silence` (expected one of: estimate, latency; or planned with"
                                        + " the reason)",
                                Optional.empty()));
    }

    private static RequirementSpec requirement(String id, String check) {
        return new RequirementSpec(
                id, RequirementSpec.Family.RELIABILITY, Optional.of(check), Optional.empty(), Optional.empty());
    }

    /** SC18: what was asked about people goes to the cards of models, in a piece of its own. */
    @Test
    void whatWasSaidOfPeopleIsAPieceOfItsOwn() {
        var harm = new HarmSpec(List.of("passengers"), List.of("to skip repairs"), Optional.of("aircraft"), List.of());
        Scope.Output output = new Scope()
                .run(
                        new Scope.Input(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                new TreeMap<>(),
                                Optional.of(harm),
                                List.of("airworthiness"),
                                Optional.of("damaged")),
                        context);

        assertThat(context.load(Harm.class, output.harm().orElseThrow()))
                .isEqualTo(new Harm(List.of("passengers"), List.of("to skip repairs"), List.of("airworthiness")));
        assertThat(draft(Optional.empty()).harm()).isEmpty();
    }
}

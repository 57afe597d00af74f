package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.scoping.objective.DecisionSpec;
import io.volute.scoping.objective.HarmSpec;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.ObjectiveSpec.Direction;
import io.volute.scoping.objective.SettledSpec;
import io.volute.scoping.objective.StakeholderSpec;
import io.volute.scoping.threshold.Threshold;
import io.volute.scoping.threshold.Threshold.Limit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** S11 to S18: what each check makes of what the last turn left and of what was declared. */
class QuestionsTest {
    private final Asked asked = new Asked().complete().strikes();

    @Test
    void theGateOfTheLastTurnTellsWhetherItIsFastEnough() {
        assertThat(asked.check("S11").status()).isEqualTo("UNKNOWN");
        asked.blessing = Optional.of(blessing("PASS"));
        assertThat(asked.check("S11").status()).isEqualTo("PASS");
        assertThat(asked.check("S11").value()).contains("1,000 predictions cost 5");
        asked.blessing = Optional.of(blessing("REFUSED"));
        assertThat(asked.check("S11").status()).isEqualTo("FAIL");
        asked.decision = deadline(20);
        assertThat(asked.check("S11").value()).contains("required within 50 ms, but the decision waits for 20 ms only");
    }

    @Test
    void aModelThatMayTakeMostOfTheDeadlineWarns() {
        asked.blessing = Optional.of(blessing("PASS"));
        asked.decision = deadline(60);
        ScopeCheck check = asked.check("S11");
        assertThat(check.status()).isEqualTo("WARN");
        assertThat(check.value()).contains("99th percentile, 83 % of what the decision waits for");
        assertThat(check.measured().orElseThrow().threshold()).contains(60.0);
        asked.decision = deadline(63);
        assertThat(asked.check("S11").status()).isEqualTo("PASS");
        assertThat(asked.limit(Threshold.DEADLINE, Limit.WARN, .5).check("S11").status())
                .isEqualTo("WARN");
        asked.blessing = Optional.of(blessing("REFUSED"));
        assertThat(asked.check("S11").status()).isEqualTo("FAIL");
    }

    @Test
    void aReleaseInTheShadowLogsButDecidesNothing() {
        assertThat(asked.check("S12").status()).isEqualTo("UNKNOWN");
        asked.release = Optional.of(new Release(
                "abc",
                List.of(new Release.Arm("rule", "RULE", 1)),
                "layer",
                "salt",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(asked.check("S12").status()).isEqualTo("WARN");
    }

    @Test
    void personalDataThatNobodyTaggedStopsAndNoValueIsShown() {
        asked.examples.replaceAll((slot, rows) ->
                new Examples(rows.rows().with(texts(rows.rows().rows(), row -> "pilot" + row + "@example.org"))));
        ScopeCheck check = asked.check("S13");
        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(check.value()).isEqualTo("not tagged as personal: note (e-mail addresses)");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
    }

    @Test
    void aCombinationOfKeysWithFewRowsTellsWhoSomebodyIs() {
        asked.harm = Optional.of(new HarmSpec(List.of("p"), List.of("m"), Optional.of("aircraft"), List.of("size")));
        assertThat(asked.check("S13").status()).isEqualTo("PASS");
        asked.harm = Optional.of(
                new HarmSpec(List.of("p"), List.of("m"), Optional.of("aircraft"), List.of("size", "row_id")));
        assertThat(asked.check("S13").status()).isEqualTo("FAIL");
        assertThat(asked.check("S13").value())
                .contains("has one row only; fewer than 5 are alike for 1,200 of 1,200 rows");
        asked.harm = Optional.of(new HarmSpec(List.of("p"), List.of("m"), Optional.empty(), List.of()));
        assertThat(asked.check("S13").status()).as("fairness is not measured").isEqualTo("UNKNOWN");
    }

    @Test
    void aRiskSaysWhomToTreatOnlyWhereTreatingDoesNotChangeIt() {
        assertThat(asked.check("S14").status()).isEqualTo("PASS");
        asked.decision = Optional.empty();
        asked.link = Optional.of(new Assumptions.Link("assumed", "it should"));
        assertThat(asked.check("S14").status()).isEqualTo("UNKNOWN");
        asked.decision = Optional.of(new DecisionSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true)));
        assertThat(asked.check("S14").status()).isEqualTo("FAIL");
    }

    /** SC13: what warns before the outcome is known. */
    @Test
    void nothingThatWarnsFailsAndTheModelsOwnConfidenceAloneIsNotEnough() {
        assertThat(asked.check("S15").status()).isEqualTo("PASS");
        asked.requirements = new Requirements(List.of(Asked.requirement("R1", "estimate", Optional.empty())));
        assertThat(asked.check("S15").status()).isEqualTo("WARN");
        asked.requirements = new Requirements(List.of());
        assertThat(asked.check("S15").status())
                .as("outcomes come late, and come")
                .isEqualTo("WARN");
        assertThat(asked.check("S15").value()).isEqualTo("nothing but the outcomes themselves, within P31D");
        asked.label = Optional.empty();
        assertThat(asked.check("S15").status()).isEqualTo("FAIL");
        assertThat(asked.check("S15").remedy()).contains("require estimate or drift-alarm", "ml-objective.label");
        asked.label = Optional.of(new LabelPlanSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new LabelPlanSpec.Audit(200, Period.ofMonths(1), Optional.of("the desk")))));
        assertThat(asked.check("S15").status()).isEqualTo("PASS");
        assertThat(asked.check("S15").value()).isEqualTo("200 rows looked at again every P1M by the desk");
    }

    @Test
    void whatNobodySaysOfItsRisksIsNamedAndTheIrreversibleNeedsAName() {
        assertThat(asked.check("S16").status()).isEqualTo("PASS");
        assertThat(asked.check("S16").value()).contains("at worst, until outcomes tell after 30 days");
        asked.decision = Optional.of(new DecisionSpec(
                Optional.of("control"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.of("the rule"),
                Optional.empty(),
                Optional.of(false)));
        assertThat(asked.check("S16").status()).isEqualTo("FAIL");
        assertThat(asked.check("S16").remedy()).contains("approved-by");
        asked.decision = Optional.empty();
        asked.outOfScope = List.of();
        assertThat(asked.check("S16").value())
                .startsWith("not said: objective.decision.taken-by, objective.decision.reversible,"
                        + " objective.decision.rollback, out-of-scope");
    }

    /** SC16: conflicting aims need the decider's record. */
    @Test
    void twoWhoWantOppositesNeedTheRecordOfTheOneWhoDecides() {
        assertThat(asked.check("S18").status()).isEqualTo("PASS");
        asked.stakeholders = List.of(
                new StakeholderSpec("operations", "hours on the ground", Direction.DOWN),
                new StakeholderSpec("safety", "hours on the ground", Direction.UP));
        assertThat(asked.check("S18").status()).isEqualTo("FAIL");
        assertThat(asked.check("S18").value())
                .isEqualTo("safety wants hours on the ground up, operations wants it down");
        asked.settled = List.of(
                new SettledSpec("hours on the ground", "chief engineer", "safety first", LocalDate.of(1999, 6, 1)));
        assertThat(asked.check("S18").status())
                .as("whether they pull apart is not measured")
                .isEqualTo("UNKNOWN");
        asked.stakeholders = List.of(new StakeholderSpec("sales", "handling cost per strike", Direction.UP));
        assertThat(asked.check("S18").value()).contains("control wants it down");
    }

    private static Column texts(int rows, IntFunction<String> text) {
        Column.Builder column = Column.builder("note", ColumnType.TEXT, rows);
        for (int row = 0; row < rows; row++) {
            column.add(text.apply(row));
        }
        return column.build();
    }

    private static Blessing blessing(String latency) {
        return new Blessing(
                Digest.of("model".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "boosting",
                List.of(new Blessing.GateResult("latency", latency, "met", "<= 50 ms a row, 99th percentile")),
                new Verdict("gate", latency, ""));
    }

    private static Optional<DecisionSpec> deadline(long millis) {
        return Optional.of(new DecisionSpec(
                Optional.of("control"),
                Optional.of(Duration.ofMillis(millis)),
                Optional.empty(),
                Optional.of(true),
                Optional.of("the rule"),
                Optional.empty(),
                Optional.of(false)));
    }
}

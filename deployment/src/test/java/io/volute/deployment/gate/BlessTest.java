package io.volute.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.DeployBlock;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.modeling.Evaluation.Challenge;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Verdict;
import io.volute.deployment.FixedRuntime;
import io.volute.deployment.release.ReleasePolicy;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlessTest {
    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void blessesTheChampionsDigestWhenAllGatesAreGreen() {
        Bless.Input input = input(-70, "GO_IF");
        Bless.Output output = bless(new FixedRuntime(), input);
        Blessing blessing = context.load(Blessing.class, output.blessing());
        assertThat(blessing.model()).isEqualTo(input.champion().artifact().digest());
        assertThat(blessing.verdict()).isEqualTo(new Verdict("gate", "PASS", "strong passed 3 gates"));
        assertThat(blessing.gates()).extracting(GateResult::gate).containsExactly("scope", "baseline", "package");
    }

    @Test
    void refusesByOneRedGateAndReportsTheOthersToo() {
        Bless.Output output = bless(new FixedRuntime(), input(2, "GO"));
        assertThat(output.verdict().value()).isEqualTo("REFUSED");
        assertThat(output.verdict().why()).startsWith("strong: baseline: -105 $ (95 %: -140 … 2) a strike (expected: ");
        assertThat(output.gates()).extracting(GateResult::status).containsExactly("PASS", "REFUSED", "PASS");
    }

    @Test
    void refusesWhenTheScopeSaysStopWhateverTheSpecLists() {
        Bless.Output output = bless(new FixedRuntime(), input(-70, "STOP"));
        assertThat(output.verdict().why()).isEqualTo("strong: scope: STOP (expected: not STOP)");
    }

    @Test
    void refusesWhileACheckOfTheDataThatSaysBlockDeployFails() {
        Bless.Input input = input(-70, "GO");
        var failed = new DataReport.CheckResult("speeds", "block-deploy", "FAIL", "41 %", "at least 60 %");
        Bless.Input blocked = new Bless.Input(
                input.gates(),
                input.policy(),
                input.champion(),
                input.evaluation(),
                input.modelCard(),
                input.assessment(),
                input.objective(),
                input.costs(),
                input.requirements(),
                input.experimentPlan(),
                Optional.of(context.write(DeployBlock.class, new DeployBlock(List.of(failed)))));

        assertThat(bless(new FixedRuntime(), input).verdict().value()).isEqualTo("PASS");
        assertThat(bless(new FixedRuntime(), blocked).verdict())
                .isEqualTo(new Verdict("gate", "REFUSED", "strong: check speeds: 41 % (expected: at least 60 %)"));
    }

    @Test
    void takesABrokenPackageForARefusalAndNotForAnError() {
        ModelRuntime broken = model -> {
            throw new VoluteException(CoreError.ARTIFACT_DAMAGED, "sample 1: 0.1 (expected: 0.2)");
        };
        Bless.Output output = bless(broken, input(-70, "GO"));
        assertThat(output.verdict().why()).startsWith("strong: package: sample 1: 0.1 (expected: 0.2)");
    }

    private Bless.Output bless(ModelRuntime runtime, Bless.Input input) {
        return new Bless(Map.of("baseline", new BaselineGate(), "package", new PackageGate()), policies(), runtime)
                .run(input, context);
    }

    private Bless.Input input(double upperEnd, String scope) {
        return input(
                upperEnd, scope, Framing.BINARY, Optional.of(new DecisionCosts("USD", BigDecimal.ONE, BigDecimal.TEN)));
    }

    private Bless.Input input(double upperEnd, String scope, Framing framing, Optional<DecisionCosts> costs) {
        Figure any = new Estimate(.5, .4, .6, 10, "any");
        var score = new CandidateScore(
                new TreeMap<>(),
                new Estimate(-.03, -.05, -.01, 4000, "paired-t"),
                any,
                new Estimate(-105, -140, upperEnd, 4000, "paired-t"),
                List.of());
        Evaluation evaluation = new Evaluation(
                List.of("1999"),
                4000,
                Instant.EPOCH,
                framing,
                Evaluation.LOG_LOSS,
                any,
                new TreeMap<>(Map.of("strong", score)),
                "strong",
                "cheapest",
                new Challenge("FIRST", Optional.empty(), Optional.empty(), "strong", any, "no champion"));
        return new Bless.Input(
                List.of(
                        new Choice<>(Gate.class, "baseline", new NoOptions()),
                        new Choice<>(Gate.class, "package", new NoOptions())),
                policy("half"),
                new Pointer<>("strong", context.write(ModelPackage.class, FixedRuntime.PACKAGE)),
                context.write(Evaluation.class, evaluation),
                context.write(ModelCard.class, new ModelCard(List.of(), new TreeMap<>(), List.of())),
                context.write(
                        Assessment.class,
                        new Assessment(
                                Instant.EPOCH, List.of(), List.of(), new Verdict("scope", scope, "as computed"))),
                context.write(Objective.class, GatesTest.objective()),
                costs.map(found -> context.write(DecisionCosts.class, found)),
                context.write(Requirements.class, new Requirements(List.of())),
                Optional.of(context.write(
                        ExperimentPlan.class, new ExperimentPlan("PAIRED", "both", 1, 1, .5, .8, .05, 1_000))),
                Optional.empty());
    }

    private static Choice<ReleasePolicy> policy(String name) {
        return new Choice<>(ReleasePolicy.class, name, new NoOptions());
    }

    private static Map<String, ReleasePolicy> policies() {
        return Map.of("half", new Share(.5), "watch", new Share(0));
    }

    /** Lets the model decide a share. */
    private record Share(double model) implements ReleasePolicy {
        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Class<? extends Record> options() {
            return NoOptions.class;
        }

        @Override
        public List<Release.Arm> arms(Optional<ExperimentPlan> plan, Record options) {
            return List.of(new Release.Arm("rule", "RULE", 1 - model), new Release.Arm("model", "MODEL", model));
        }
    }

    private Bless.Input asked(String status, Bless.Input input, String policy, boolean planned) {
        ScopeCheck truth = new ScopeCheck("S15", "What warns", status, "nothing", "plan it");
        return new Bless.Input(
                input.gates(),
                policy(policy),
                input.champion(),
                input.evaluation(),
                input.modelCard(),
                context.write(
                        Assessment.class,
                        new Assessment(
                                Instant.EPOCH,
                                List.of(truth),
                                List.of(),
                                new Verdict("scope", "GO_IF", "1 condition"))),
                input.objective(),
                input.costs(),
                input.requirements(),
                planned ? input.experimentPlan() : Optional.empty(),
                input.deployBlock());
    }

    /** SC13: no ground-truth plan, no deployment. */
    @ParameterizedTest
    @CsvSource({
        "FAIL, half, true, REFUSED",
        "UNKNOWN, half, true, REFUSED",
        "WAIVED, half, true, PASS",
        "WARN, half, true, PASS",
        "PASS, half, true, PASS",
        "FAIL, watch, true, PASS",
        "FAIL, half, false, PASS"
    })
    void letsNoModelDecideWhereNobodyWouldNoticeThatItGoesWrong(
            String status, String policy, boolean planned, String verdict) {
        Bless.Output output = bless(new FixedRuntime(), asked(status, input(-70, "GO_IF"), policy, planned));

        assertThat(output.verdict().value()).isEqualTo(verdict);
        assertThat(output.gates())
                .extracting(GateResult::gate)
                .containsExactlyElementsOf(
                        verdict.equals("PASS")
                                ? List.of("scope", "baseline", "package")
                                : List.of("scope", "ground-truth", "baseline", "package"));
        if (verdict.equals("REFUSED")) {
            assertThat(output.verdict().why())
                    .startsWith("strong: ground-truth: nothing")
                    .contains("(expected: a requirement with check: estimate or drift-alarm, or"
                            + " scoping.ml-objective.label: {audit: {rows, per, owner}} or {delay-max}");
        }
    }

    @Test
    void judgesADraftByItsLossAgainstAConstant() {
        Bless.Output output = bless(new FixedRuntime(), input(2, "GO_IF", Framing.BINARY, Optional.empty()));
        assertThat(output.gates())
                .extracting(GateResult::gate, GateResult::status, GateResult::value)
                .contains(tuple("baseline", "PASS", "-0.03 (95 %: -0.05 … -0.01)"));
        assertThat(output.verdict().value()).isEqualTo("PASS");
    }

    @Test
    void doesNotActOnSeveralClassesAndSaysSo() {
        Bless.Output output = bless(new FixedRuntime(), input(2, "GO_IF", Framing.MULTICLASS, Optional.empty()));
        assertThat(output.verdict().value()).isEqualTo("REFUSED");
        assertThat(output.verdict().why())
                .isEqualTo("strong: framing: several classes (expected: two classes; deployment does not yet act on"
                        + " several classes, so the release is without a model)");
    }

    @Test
    void aGateThatDoesNotApplyNeitherRefusesNorCountsAsPassed() {
        Bless.Input input = input(-70, "GO");
        Bless.Input listed = new Bless.Input(
                List.of(
                        new Choice<>(Gate.class, "baseline", new NoOptions()),
                        new Choice<>(Gate.class, "needed-lift", new NoOptions())),
                input.policy(),
                input.champion(),
                input.evaluation(),
                input.modelCard(),
                input.assessment(),
                input.objective(),
                input.costs(),
                input.requirements(),
                input.experimentPlan(),
                input.deployBlock());

        Bless.Output output = new Bless(
                        Map.of("baseline", new BaselineGate(), "needed-lift", new NeededLiftGate()),
                        policies(),
                        new FixedRuntime())
                .run(listed, context);

        assertThat(output.verdict().value()).isEqualTo("PASS");
        assertThat(output.verdict().why()).isEqualTo("strong passed 2 gates; 1 not applicable");
        assertThat(output.gates())
                .extracting(GateResult::gate, GateResult::status)
                .contains(tuple("needed-lift", "NOT_APPLICABLE"));
    }
}

package io.volute.deployment.gate;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DeployBlock;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Alias;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.deployment.release.ReleasePolicy;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code deployment.gate}: judges the champion by the scope's verdict, which no spec can leave out, by the checks of the
 * data that say block-deploy, and by every gate of the spec.
 */
public final class Bless implements Step<Bless.Input, Bless.Output> {
    private static final String SCOPE = "scope";
    private static final String FRAMING = "framing";

    private final Map<String, Gate> gates;
    private final Map<String, ReleasePolicy> policies;
    private final ModelRuntime runtime;

    @Inject
    Bless(Map<String, Gate> gates, Map<String, ReleasePolicy> policies, ModelRuntime runtime) {
        this.gates = gates;
        this.policies = policies;
        this.runtime = runtime;
    }

    /** The champion and what is known about it. */
    public record Input(
            @FromSpec List<Choice<Gate>> gates,
            @FromSpec("release") Choice<ReleasePolicy> policy,
            @Alias("champion") @Entry("model") Pointer<ModelPackage> champion,
            Artifact<Evaluation> evaluation,
            Artifact<ModelCard> modelCard,
            Artifact<Assessment> assessment,
            Artifact<Objective> objective,
            Optional<Artifact<DecisionCosts>> costs,
            Artifact<Requirements> requirements,
            Optional<Artifact<ExperimentPlan>> experimentPlan,
            Optional<Artifact<DeployBlock>> deployBlock) {}

    /** The blessing, and its gates once more for the tables and the run's line. */
    public record Output(Artifact<Blessing> blessing, String recipe, List<GateResult> gates, Verdict verdict)
            implements Described {
        @Override
        public String summary() {
            return verdict.why();
        }
    }

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Pointer<ModelPackage> champion = input.champion();
        Evaluation evaluation = context.load(Evaluation.class, input.evaluation());
        Assessment assessment = context.load(Assessment.class, input.assessment());
        Optional<LinkEvidence.Needed> needed = assessment.link().flatMap(LinkEvidence::needed);
        Evidence evidence = new Evidence(
                champion.key(),
                Optional.ofNullable(evaluation.candidates().get(champion.key())),
                context.load(ModelCard.class, input.modelCard()),
                loading(context.load(ModelPackage.class, champion.artifact())),
                context.load(Objective.class, input.objective()),
                input.costs()
                        .map(costs -> context.load(DecisionCosts.class, costs).currency()),
                context.load(Requirements.class, input.requirements()),
                needed,
                needed.flatMap(lift -> Lift.of(
                        evaluation,
                        champion.key(),
                        lift.modelMetric(),
                        input.costs().isPresent())));
        List<GateResult> results = new ArrayList<>();
        results.add(scope(assessment));
        GroundTruthGate.judge(assessment, decides(input, context)).ifPresent(results::add);
        framing(evaluation.framing()).ifPresent(results::add);
        input.deployBlock().ifPresent(block -> results.addAll(data(context.load(DeployBlock.class, block))));
        for (Choice<Gate> choice : input.gates()) {
            results.add(choice.from(gates).judge(evidence, choice.options()));
        }
        Verdict verdict = verdict(champion.key(), results);
        Blessing blessing = new Blessing(champion.artifact().digest(), champion.key(), List.copyOf(results), verdict);
        return new Output(context.write(Blessing.class, blessing), champion.key(), blessing.gates(), verdict);
    }

    private Evidence.Loading loading(ModelPackage model) {
        try {
            return new Evidence.Loading.Loaded(runtime.load(model));
        } catch (VoluteException e) {
            return new Evidence.Loading.Broken(String.valueOf(e.getMessage()));
        }
    }

    /** A red gate for each failed check of the data that says block-deploy; nothing is said of those that hold. */
    private static List<GateResult> data(DeployBlock block) {
        return block.failed().stream()
                .map(check -> Results.of("check " + check.id(), false, check.value(), check.expected()))
                .toList();
    }

    /** Without a registered plan no policy lets a model decide. */
    private boolean decides(Input input, StepContext context) {
        return input.experimentPlan()
                .map(plan -> context.load(ExperimentPlan.class, plan))
                .map(plan -> input.policy()
                        .from(policies)
                        .arms(Optional.of(plan), input.policy().options()))
                .map(arms -> arms.stream().anyMatch(arm -> arm.policy().equals(Release.Arm.MODEL) && arm.share() > 0))
                .orElse(false);
    }

    private static GateResult scope(Assessment assessment) {
        Verdict verdict = assessment.verdict();
        return Results.of(SCOPE, !verdict.value().equals("STOP"), verdict.value(), "not STOP");
    }

    /** A decision is to act or not, so what is predicted must be an event; said only where it is not. */
    private static Optional<GateResult> framing(Framing framing) {
        return framing == Framing.BINARY
                ? Optional.empty()
                : Optional.of(Results.of(
                        FRAMING,
                        false,
                        framing.words(),
                        Framing.BINARY.words() + "; deployment does not yet act on " + framing.words()
                                + ", so the release is without a model"));
    }

    private static Verdict verdict(String recipe, List<GateResult> results) {
        List<GateResult> red = results.stream()
                .filter(result -> !result.status().equals(Results.PASS))
                .filter(result -> !result.status().equals(Results.NOT_APPLICABLE))
                .toList();
        if (red.isEmpty()) {
            long passed = results.stream()
                    .filter(result -> result.status().equals(Results.PASS))
                    .count();
            return new Verdict(
                    "gate",
                    Results.PASS,
                    recipe + " passed " + passed + " gates"
                            + (passed < results.size() ? "; " + (results.size() - passed) + " not applicable" : ""));
        }
        String why = red.stream()
                .map(result -> result.gate() + ": " + result.value() + " (expected: " + result.expected() + ")")
                .collect(Collectors.joining("; "));
        return new Verdict("gate", Results.REFUSED, recipe + ": " + why);
    }
}

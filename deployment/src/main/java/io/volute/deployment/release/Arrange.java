package io.volute.deployment.release;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.stage.Alias;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code deployment.release}: arms for the blessed champion. A champion without a blessing leaves the release of the turn
 * before as it was; where there was none, the rule decides alone. Where no rule and no costs are declared, under a draft or
 * with a metric over events, the model only watches: what it says is acted on elsewhere or not at all.
 */
public final class Arrange implements Step<Arrange.Input, Arrange.Output> {
    private final Map<String, ReleasePolicy> policies;

    @Inject
    Arrange(Map<String, ReleasePolicy> policies) {
        this.policies = policies;
    }

    /** Champion, blessing, and what the arms are made of. */
    public record Input(
            @FromSpec("release") Choice<ReleasePolicy> policy,
            @FromSpec String layer,
            @Alias("champion") @Entry("model") Optional<Pointer<ModelPackage>> champion,
            Optional<Artifact<Blessing>> blessing,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<BaselineRule>> baselineRule,
            Optional<Artifact<ExperimentPlan>> experimentPlan,
            @Previous @Entry("release") Optional<Artifact<Release>> before) {}

    /** The release, and for the run's line what it is. {@code origin} is NEW, KEPT or RULE_ONLY. */
    public record Output(
            Artifact<Release> release,
            String id,
            String origin,
            List<Arm> arms,
            Optional<String> recipe,
            Optional<Digest> model,
            Optional<Double> threshold)
            implements Described {
        @Override
        public String summary() {
            if (threshold.isEmpty()) {
                return recipe.map(key -> key + " is asked, and no rule acts on what it says")
                        .orElse("no blessed model, and no rule acts");
            }
            String shares = arms.stream()
                    .map(arm -> arm.name() + " " + Numbers.percent(arm.share()))
                    .collect(Collectors.joining(" · "));
            return shares
                    + recipe.map(key -> " · " + key).orElse("")
                    + switch (origin) {
                        case "KEPT" -> " · kept, the gate refused";
                        case "RULE_ONLY" -> " · no blessed model";
                        default -> "";
                    };
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Optional<Pointer<ModelPackage>> blessed = blessed(input, context);
        Optional<Double> threshold = input.costs()
                .map(costs -> context.load(DecisionCosts.class, costs).threshold());
        Optional<String> rule = input.baselineRule()
                .map(found -> context.load(BaselineRule.class, found).actWhen());
        List<Arm> arms = input.policy()
                .from(policies)
                .arms(
                        input.experimentPlan().map(plan -> context.load(ExperimentPlan.class, plan)),
                        input.policy().options());
        // A release made under a draft, or before the objective became one again, is not what is declared now.
        Optional<Release> before = input.before()
                .map(found -> context.load(Release.class, found))
                .filter(found -> found.ruleActWhen().isPresent() == rule.isPresent());
        if (blessed.isEmpty() && before.isPresent()) {
            return output(before.get(), "KEPT", context);
        }
        Release release =
                compose(input.layer(), blessed.isEmpty() ? List.of(Arms.rule(1)) : arms, blessed, threshold, rule);
        return output(release, blessed.isEmpty() ? "RULE_ONLY" : "NEW", context);
    }

    private static Optional<Pointer<ModelPackage>> blessed(Input input, StepContext context) {
        Optional<Digest> passed = input.blessing()
                .map(blessing -> context.load(Blessing.class, blessing))
                .filter(blessing -> !blessing.verdict().negative())
                .map(Blessing::model);
        return input.champion()
                .filter(champion ->
                        passed.filter(champion.artifact().digest()::equals).isPresent());
    }

    /** Id and salt come from all that decides: the same content is the same experiment, other content draws anew. */
    private static Release compose(
            String layer,
            List<Arm> arms,
            Optional<Pointer<ModelPackage>> model,
            Optional<Double> threshold,
            Optional<String> ruleActWhen) {
        StringBuilder content = new StringBuilder("release/1\n").append(layer).append('\n');
        for (Arm arm : arms) {
            content.append(arm.name())
                    .append(' ')
                    .append(arm.policy())
                    .append(' ')
                    .append(arm.share());
            content.append('\n');
        }
        model.ifPresent(pointer -> content.append(pointer.artifact().digest()).append('\n'));
        content.append(threshold.map(String::valueOf).orElse("draft"))
                .append('\n')
                .append(ruleActWhen.orElse(""));
        Digest digest = Digest.of(content.toString());
        return new Release(
                digest.brief(),
                arms,
                layer,
                digest.hex().substring(12, 28),
                model.map(Pointer::artifact),
                model.map(Pointer::key),
                threshold,
                ruleActWhen);
    }

    private static Output output(Release release, String origin, StepContext context) {
        return new Output(
                context.write(Release.class, release),
                release.id(),
                origin,
                release.arms(),
                release.recipe(),
                release.model().map(Artifact::digest),
                release.threshold());
    }
}

package io.volute.deployment.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Verdict;
import io.volute.deployment.DeploymentError;
import io.volute.deployment.FixedRuntime;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrangeTest {
    private final MemoryStepContext context = new MemoryStepContext();
    private final Pointer<ModelPackage> champion =
            new Pointer<>("strong", context.write(ModelPackage.class, FixedRuntime.PACKAGE));
    private final Arrange arrange = new Arrange(Map.of("ab", new AbSplit(), "shadow", new Shadow()));

    @Test
    void splitsTheUnitsBetweenRuleAndBlessedModelAsPlanned() {
        Arrange.Output output = arrange.run(input("ab", blessing(champion, "PASS"), Optional.empty()), context);
        Release release = context.load(Release.class, output.release());
        assertThat(release.arms()).containsExactly(new Arm("rule", "RULE", .5), new Arm("model", "MODEL", .5));
        assertThat(release.model()).contains(champion.artifact());
        assertThat(release.recipe()).contains("strong");
        assertThat(release.threshold()).contains(.1);
        assertThat(release.id()).hasSize(12).isNotEqualTo(release.salt());
        assertThat(output.summary()).isEqualTo("rule 50 % · model 50 % · strong");
    }

    @Test
    void isTheSameExperimentForTheSameContentAndAnotherOneForAnother() {
        Release one = release(input("ab", blessing(champion, "PASS"), Optional.empty()));
        Release again = release(input("ab", blessing(champion, "PASS"), Optional.of(one)));
        assertThat(again).isEqualTo(one);
        Release other = release(input("shadow", blessing(champion, "PASS"), Optional.empty()));
        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(other.salt()).isNotEqualTo(one.salt());
        assertThat(other.arms()).containsExactly(new Arm("rule", "RULE", 1));
        assertThat(other.model()).isPresent();
    }

    @Test
    void keepsTheReleaseBeforeWhenTheGateRefuses() {
        Release before = release(input("ab", blessing(champion, "PASS"), Optional.empty()));
        Arrange.Output output = arrange.run(input("ab", blessing(champion, "REFUSED"), Optional.of(before)), context);
        assertThat(context.load(Release.class, output.release())).isEqualTo(before);
        assertThat(output.summary()).endsWith("kept, the gate refused");
    }

    @Test
    void leavesTheRuleAloneWhenTheFirstModelIsRefused() {
        Release release = release(input("ab", blessing(champion, "REFUSED"), Optional.empty()));
        assertThat(release.arms()).containsExactly(new Arm("rule", "RULE", 1));
        assertThat(release.model()).isEmpty();
    }

    @Test
    void refusesAChampionThatAnotherBlessingWasFor() {
        Pointer<ModelPackage> older = new Pointer<>("strong", context.write(ModelPackage.class, FixedRuntime.PACKAGE));
        assertThat(release(input("ab", blessing(older, "PASS"), Optional.empty()))
                        .model())
                .isEmpty();
        assertThat(release(input("ab", Optional.empty(), Optional.empty())).model())
                .isEmpty();
    }

    private Release release(Arrange.Input input) {
        return context.load(Release.class, arrange.run(input, context).release());
    }

    private Optional<Artifact<Blessing>> blessing(Pointer<ModelPackage> model, String verdict) {
        return Optional.of(context.write(
                Blessing.class,
                new Blessing(
                        model.artifact().digest(), model.key(), List.of(), new Verdict("gate", verdict, "as judged"))));
    }

    private Arrange.Input input(String policy, Optional<Artifact<Blessing>> blessing, Optional<Release> before) {
        return new Arrange.Input(
                new Choice<>(ReleasePolicy.class, policy, new NoOptions()),
                "handling",
                Optional.of(champion),
                blessing,
                Optional.of(context.write(
                        DecisionCosts.class,
                        new DecisionCosts("USD", BigDecimal.valueOf(1_000), BigDecimal.valueOf(10_000)))),
                Optional.of(context.write(BaselineRule.class, new BaselineRule("unless small", "size <> 'Small'"))),
                Optional.of(context.write(
                        ExperimentPlan.class, new ExperimentPlan("PAIRED", "all known", 165, 33, .5, .8, .05, 1_000))),
                before.map(release -> context.write(Release.class, release)));
    }

    @Test
    void underADraftTheModelWatchesAndNobodyActs() {
        Arrange.Output output = arrange.run(draft("shadow", "PASS", Optional.empty()), context);
        Release release = context.load(Release.class, output.release());
        assertThat(release.arms()).containsExactly(new Arm("rule", "RULE", 1));
        assertThat(release.model()).contains(champion.artifact());
        assertThat(release.threshold()).isEmpty();
        assertThat(release.ruleActWhen()).isEmpty();
        assertThat(output.summary()).isEqualTo("strong is asked, and no rule acts on what it says");
    }

    @Test
    void refusesToLetAModelDecideUnderADraftBlessedOrNot() {
        for (String verdict : List.of("PASS", "REFUSED")) {
            assertThatThrownBy(() -> arrange.run(draft("ab", verdict, Optional.empty()), context))
                    .isInstanceOfSatisfying(
                            VoluteException.class,
                            error -> assertThat(error.code()).isEqualTo(DeploymentError.NO_PLAN))
                    .hasMessageContaining("policy ab")
                    .hasMessageContaining("scoping.objective is a draft (expected: policy: shadow)");
        }
    }

    @Test
    void keepsNoReleaseOfARuleUnderADraftAndNoneOfADraftUnderARule() {
        Release ruled = release(input("ab", blessing(champion, "PASS"), Optional.empty()));
        Release drafted = release(draft("shadow", "PASS", Optional.empty()));

        Release draft = release(draft("shadow", "REFUSED", Optional.of(ruled)));
        Release rule = release(input("ab", blessing(champion, "REFUSED"), Optional.of(drafted)));

        assertThat(draft.ruleActWhen()).isEmpty();
        assertThat(draft.arms()).extracting(Arm::policy).containsExactly("RULE");
        assertThat(rule.ruleActWhen()).contains("size <> 'Small'");
        assertThat(rule.model()).isEmpty();
    }

    private Arrange.Input draft(String policy, String verdict, Optional<Release> before) {
        return new Arrange.Input(
                new Choice<>(ReleasePolicy.class, policy, new NoOptions()),
                "handling",
                Optional.of(champion),
                blessing(champion, verdict),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before.map(release -> context.write(Release.class, release)));
    }
}

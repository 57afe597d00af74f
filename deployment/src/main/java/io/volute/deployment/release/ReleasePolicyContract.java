package io.volute.deployment.release;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ContractKit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every release policy must hold; for authors of policies. */
public final class ReleasePolicyContract implements ContractKit {
    private static final double ROUNDING = 1e-12;

    private final ReleasePolicy policy;
    private final Record options;
    private final List<ExperimentPlan> plans;

    /** A policy with options, and plans with which it may meet. */
    public ReleasePolicyContract(ReleasePolicy policy, Record options, List<ExperimentPlan> plans) {
        this.policy = policy;
        this.options = options;
        this.plans = List.copyOf(plans);
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(policy, options));
        behaviours.addAll(List.of(
                new Behaviour("givesSharesThatAddUpToOne", this::shares),
                new Behaviour("beginsWithTheControl", this::control),
                new Behaviour("namesEachArmOnceAndOnlyKnownPolicies", this::names),
                new Behaviour("arrangesTheSameForTheSamePlan", this::same),
                new Behaviour("letsNoModelDecideWithoutAPlan", this::draft)));
        return behaviours;
    }

    private void shares() {
        for (ExperimentPlan plan : plans) {
            List<Arm> arms = policy.arms(Optional.of(plan), options);
            double sum = arms.stream().mapToDouble(Arm::share).sum();
            require(Math.abs(sum - 1) < ROUNDING, arms + " add up to " + sum + " (expected: 1)");
            require(arms.stream().allMatch(arm -> arm.share() >= 0), arms + " (expected: shares of 0 or more)");
        }
    }

    private void control() {
        for (ExperimentPlan plan : plans) {
            List<Arm> arms = policy.arms(Optional.of(plan), options);
            require(!arms.isEmpty() && arms.get(0).policy().equals(Arm.RULE), arms + " (expected: today's rule first)");
        }
    }

    private void names() {
        for (ExperimentPlan plan : plans) {
            List<Arm> arms = policy.arms(Optional.of(plan), options);
            long names = arms.stream().map(Arm::name).distinct().count();
            require(names == arms.size(), "a name twice in " + arms);
            require(
                    arms.stream().allMatch(arm -> Set.of(Arm.RULE, Arm.MODEL).contains(arm.policy())),
                    arms + " (expected: the policies RULE and MODEL)");
        }
    }

    private void same() {
        for (ExperimentPlan plan : plans) {
            require(
                    policy.arms(Optional.of(plan), options).equals(policy.arms(Optional.of(plan), options)),
                    "two arrangements differ");
        }
    }

    private void draft() {
        List<Arm> arms;
        try {
            arms = policy.arms(Optional.empty(), options);
        } catch (VoluteException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "refuses without a word");
            return;
        }
        require(
                arms.stream().allMatch(arm -> arm.policy().equals(Arm.RULE)),
                arms + " without a plan (expected: no arm of a model)");
    }
}

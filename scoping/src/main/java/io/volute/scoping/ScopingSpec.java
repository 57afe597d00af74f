package io.volute.scoping;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Draft;
import io.volute.core.spec.NotInDraft;
import io.volute.scoping.objective.CostsSpec;
import io.volute.scoping.objective.DueSpec;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.scoping.objective.HarmSpec;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.MlObjectiveSpec;
import io.volute.scoping.objective.ObjectiveSpec;
import io.volute.scoping.objective.PriorSpec;
import io.volute.scoping.objective.RequirementSpec;
import io.volute.scoping.objective.SettledSpec;
import io.volute.scoping.objective.StakeholderSpec;
import io.volute.scoping.objective.SuitabilitySpec;
import io.volute.scoping.objective.WaiverSpec;
import io.volute.scoping.threshold.ThresholdSpec;
import io.volute.scoping.threshold.Thresholds;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The section {@code scoping} of the spec; {@code objective: draft} is a whole one. */
public record ScopingSpec(
        @Draft(unless = "event") @Doc("the business objective")
        Optional<ObjectiveSpec> objective,

        @NotInDraft @Doc("what a decision costs") Optional<CostsSpec> costs,

        @NotInDraft @Doc("what the model has to be good at") Optional<MlObjectiveSpec> mlObjective,

        @NotInDraft @Doc("how a release is compared with today's rule")
        Optional<ExperimentSpec> experiment,

        @Doc("what the finished system must hold") @Default("[]")
        List<RequirementSpec> requirements,

        @Doc("families without a requirement, with the reason") @Default("{}")
        SortedMap<String, String> notApplicable,

        @Doc("who has a stake in the decisions") @Default("[]")
        List<StakeholderSpec> stakeholders,

        @Doc("who settles conflicts between them") Optional<String> decides,

        @Doc("conflicts that were settled") @Default("[]") List<SettledSpec> settled,

        @Doc("what may go wrong for people") Optional<HarmSpec> harm,

        @Doc("what it must not be used for, one line each") @Default("[]")
        List<String> outOfScope,

        @Doc("what building and running it is expected to cost")
        Optional<InvestmentSpec> investment,

        @Doc("how good a model may be, before there is one") Optional<PriorSpec> prior,

        @Doc("failed checks that somebody lets be for a time") @Default("[]")
        List<WaiverSpec> waivers,

        @Doc("by check, who sees to its condition and by when") @Default("{}")
        SortedMap<String, DueSpec> conditions,

        @Doc("by check and measure, other limits than those that it comes with, for example {S5: {kappa: {fail: 0.5}}}")
        Optional<SortedMap<String, SortedMap<String, ThresholdSpec>>> thresholds,

        @Doc("why it is a task for learning, asked before anything is built")
        Optional<SuitabilitySpec> suitability) {

    /** Checks that ids differ and, once there is an objective, that no family of requirements was forgotten. */
    public ScopingSpec {
        requirements = List.copyOf(requirements);
        if (objective.isPresent() && mlObjective.isEmpty()) {
            throw new IllegalArgumentException(
                    "ml-objective: none (expected: {target, metric, link}; without it nobody knows what the model has to be"
                            + " good at, nor why that would move "
                            + objective.get().metric() + ")");
        }
        if (objective.isPresent() && objective.get().metric().contains("@") && costs.isPresent()) {
            throw new IllegalArgumentException(
                    "costs: beside " + objective.get().metric()
                            + " (expected: objective.value; costs are for decisions about single rows)");
        }
        refuseOtherPrior(objective, prior);
        notApplicable = Collections.unmodifiableSortedMap(new TreeMap<>(notApplicable));
        stakeholders = List.copyOf(stakeholders);
        settled = List.copyOf(settled);
        outOfScope = List.copyOf(outOfScope);
        waivers = List.copyOf(waivers);
        conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
        refuseUnsettled(settled, decides);
        refuseTwice(waivers);
        Thresholds.of(thresholds);
        Set<String> ids = new HashSet<>();
        Set<String> families = new HashSet<>();
        for (RequirementSpec requirement : requirements) {
            if (!ids.add(requirement.id())) {
                throw new IllegalArgumentException("requirements: " + requirement.id() + " twice (expected: once)");
            }
            families.add(word(requirement.family()));
        }
        for (String condition : conditions.keySet()) {
            boolean asked = condition.matches("S([1-9]|1[0-8])") || (condition.equals("S0") && suitability.isPresent());
            if (!asked && !ids.contains(condition)) {
                throw new IllegalArgumentException(
                        "conditions: " + condition + " (expected: a check, S1 to S18, or a requirement's id)");
            }
        }
        List<String> known = Arrays.stream(RequirementSpec.Family.values())
                .map(ScopingSpec::word)
                .toList();
        for (String family : notApplicable.keySet()) {
            if (!known.contains(family)) {
                throw new IllegalArgumentException(
                        "not-applicable: " + family + " (expected one of: " + String.join(", ", known) + ")");
            }
        }
        for (String family : known) {
            boolean both = families.contains(family) && notApplicable.containsKey(family);
            boolean neither = !families.contains(family) && !notApplicable.containsKey(family);
            if (both || (neither && objective.isPresent())) {
                throw new IllegalArgumentException(
                        families.contains(family)
                                ? "not-applicable: " + family + " has a requirement (expected: one or the other)"
                                : "requirements: none of the family " + family + " (expected: one, or not-applicable: {"
                                        + family + ": reason})");
            }
        }
    }

    /** A ranking is good by its AUC, a metric over events moves by an effect. */
    private static void refuseOtherPrior(Optional<ObjectiveSpec> objective, Optional<PriorSpec> prior) {
        if (objective.isEmpty() || prior.isEmpty()) {
            return;
        }
        boolean measured = objective.get().metric().contains("@");
        if (measured != prior.get().effect().isPresent()) {
            throw new IllegalArgumentException("prior: " + (measured ? "auc" : "effect") + " beside "
                    + objective.get().metric() + " (expected: "
                    + (measured ? "effect, the change of the metric against where it stands" : "auc") + ")");
        }
    }

    /** Only the one who decides settles. */
    private static void refuseUnsettled(List<SettledSpec> settled, Optional<String> decides) {
        for (SettledSpec each : settled) {
            if (!decides.filter(each.by()::equals).isPresent()) {
                throw new IllegalArgumentException("settled: " + each.metric() + " by " + each.by() + " (expected: by "
                        + decides.orElse("the one whom scoping.decides names, which is missing") + ")");
            }
        }
    }

    private static void refuseTwice(List<WaiverSpec> waivers) {
        Set<String> checks = new HashSet<>();
        for (WaiverSpec waiver : waivers) {
            if (!checks.add(waiver.check())) {
                throw new IllegalArgumentException("waivers: " + waiver.check() + " twice (expected: once)");
            }
        }
    }

    private static String word(RequirementSpec.Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }
}

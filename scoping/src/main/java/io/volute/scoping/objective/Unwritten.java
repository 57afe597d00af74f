package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Gaps.Gap;
import io.volute.core.contract.scoping.Objective;
import io.volute.scoping.objective.RequirementSpec.Family;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a draft says of itself: an objective without an owner, and what is still to be written. */
final class Unwritten {
    /** Name of the objective of a draft. */
    static final String DRAFT = "draft";

    private Unwritten() {}

    /** Nothing is wanted yet; the names are those that other stages need for their sentences. */
    static Objective objective(String event) {
        return new Objective(DRAFT, "", "", "row", event, "act", 0, Period.ZERO, List.of());
    }

    static Gaps of(Scope.Input input) {
        List<Gap> gaps = new ArrayList<>(List.of(
                new Gap(
                        "scoping.objective.owner",
                        "somebody has to answer for the business metric, and decide whether the model may act",
                        "owner: maintenance control"),
                new Gap(
                        "scoping.objective.metric",
                        "a model is worth what it moves in the business, not how well it ranks",
                        "metric: handling cost per strike, with direction, target and horizon"),
                new Gap(
                        "scoping.objective.unit",
                        "figures are told per unit, so it has to be said what one row is",
                        "unit: strike, with event: damage and action: inspect"),
                new Gap(
                        "scoping.objective.baseline",
                        "a model is compared with what is done today, and today's rule decides until it is better",
                        "baseline: {rule: in words, act-when: \"Size = 'Large'\", window: P3Y}"),
                new Gap(
                        "scoping.objective.guardrails",
                        "what may not get worse has to be said before somebody is tempted",
                        "guardrails: [{name: big-damage-missed, where: \"Damage = 'Substantial'\", max-rise: 0.10}]")));
        if (input.costs().isEmpty()) {
            gaps.add(new Gap(
                    "scoping.costs",
                    "where to act follows from what acting costs and what a miss costs",
                    "costs: {currency: USD, act: 1000, miss: 10000, owner: finance, source: planning rates,"
                            + " sensitivity: []}"));
        }
        if (input.mlObjective().isEmpty()) {
            gaps.add(new Gap(
                    "scoping.ml-objective",
                    "it has to be said how a better model moves the business metric, and how well that is known",
                    "ml-objective: {target: probability of damage, metric: log-loss, link: {evidence: formula,"
                            + " sentence: why}}"));
        }
        if (input.longest().isEmpty()) {
            gaps.add(new Gap(
                    "scoping.experiment",
                    "how a release is compared with today's rule is fixed before it starts",
                    "experiment: {power: 0.8, alpha: 0.05, model-share: 0.5, longest: P1Y}"));
        }
        String families = Arrays.stream(Family.values())
                .filter(family -> input.requirements().stream().noneMatch(each -> each.family() == family))
                .map(Family::word)
                .filter(word -> !input.notApplicable().containsKey(word))
                .collect(Collectors.joining(", "));
        if (!families.isEmpty()) {
            gaps.add(new Gap(
                    "scoping.requirements",
                    "what the finished system must hold is promised before it is built: " + families,
                    "requirements: [{id: R1, family: reliability, check: estimate}], or not-applicable: {reliability:"
                            + " reason}"));
        }
        return new Gaps(gaps);
    }
}

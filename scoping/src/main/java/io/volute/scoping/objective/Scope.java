package io.volute.scoping.objective;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.Assumptions.Assumption;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.RequirementCheck;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.scoping.ScopingError;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Cuts the written scope into narrow artifacts, so that a reader takes only what it needs. */
public final class Scope implements Step<Scope.Input, Scope.Output> {
    private final Set<RequirementCheck> checks;

    @Inject
    Scope(Set<RequirementCheck> checks) {
        this.checks = checks;
    }

    /** The section of the spec. */
    public record Input(
            @FromSpec ObjectiveSpec objective,
            @FromSpec CostsSpec costs,
            @FromSpec MlObjectiveSpec mlObjective,
            @FromSpec List<RequirementSpec> requirements) {}

    /** The scope in pieces. */
    public record Output(
            Artifact<Objective> objective,
            Artifact<DecisionCosts> costs,
            Artifact<BaselineRule> baselineRule,
            Artifact<Requirements> requirements,
            Artifact<Assumptions> assumptions,
            String summary)
            implements Described {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        refuseUnknownChecks(input.requirements());
        ObjectiveSpec objective = input.objective();
        CostsSpec costs = input.costs();
        return new Output(
                context.write(Objective.class, objective.objective()),
                context.write(DecisionCosts.class, costs.decisionCosts()),
                context.write(BaselineRule.class, objective.baseline().baselineRule()),
                context.write(
                        Requirements.class,
                        new Requirements(input.requirements().stream()
                                .map(RequirementSpec::requirement)
                                .toList())),
                context.write(
                        Assumptions.class,
                        new Assumptions(
                                declared(costs, objective),
                                costs.variants(),
                                input.mlObjective().assumption())),
                objective.metric() + " " + Numbers.percent(objective.target().relative()) + " within "
                        + objective.horizon().toTotalMonths() + " months");
    }

    private static List<Assumption> declared(CostsSpec costs, ObjectiveSpec objective) {
        return List.of(
                new Assumption(
                        "to " + objective.action() + " one " + objective.unit(),
                        Numbers.amount(costs.act(), costs.currency()),
                        costs.owner(),
                        costs.source()),
                new Assumption(
                        "one missed " + objective.event(),
                        Numbers.amount(costs.miss(), costs.currency()),
                        costs.owner(),
                        costs.source()));
    }

    private void refuseUnknownChecks(List<RequirementSpec> requirements) {
        Set<String> known = new TreeSet<>();
        checks.forEach(check -> known.add(check.name()));
        for (RequirementSpec requirement : requirements) {
            requirement.check().filter(name -> !known.contains(name)).ifPresent(name -> {
                throw new VoluteException(
                        ScopingError.UNKNOWN_CHECK,
                        requirement.id() + ": no stage provides check " + name + " (expected one of: "
                                + String.join(", ", known) + "), or planned with the reason");
            });
        }
    }
}

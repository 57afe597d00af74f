package io.volute.scoping.objective;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.Assumptions.Assumption;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Harm;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Cuts the written scope into narrow artifacts, so that a reader takes only what it needs. */
public final class Scope implements Step<Scope.Input, Scope.Output> {
    @Inject
    Scope() {}

    /** The section of the spec, and what the label is called. */
    public record Input(
            @FromSpec Optional<ObjectiveSpec> objective,
            @FromSpec Optional<CostsSpec> costs,
            @FromSpec Optional<MlObjectiveSpec> mlObjective,
            @FromSpec("experiment.longest") Optional<Period> longest,
            @FromSpec List<RequirementSpec> requirements,
            @FromSpec SortedMap<String, String> notApplicable,
            @FromSpec Optional<HarmSpec> harm,
            @FromSpec List<String> outOfScope,

            @FromSpec(stage = "data-engineering", value = "label.name")
            Optional<String> label) {}

    /** The scope in pieces; of a draft the objective alone, and what it does not say yet. */
    public record Output(
            Artifact<Objective> objective,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<BaselineRule>> baselineRule,
            Artifact<Requirements> requirements,
            Optional<Artifact<Assumptions>> assumptions,
            Optional<Artifact<Gaps>> gaps,
            Optional<Artifact<Alternatives>> alternatives,
            Optional<Artifact<Harm>> harm,
            String summary)
            implements Described {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Artifact<Requirements> requirements = context.write(
                Requirements.class,
                new Requirements(input.requirements().stream()
                        .map(RequirementSpec::requirement)
                        .toList()));
        if (input.objective().isEmpty()) {
            return draft(input, requirements, context);
        }
        ObjectiveSpec objective = input.objective().get();
        Optional<Artifact<Alternatives>> alternatives = input.mlObjective()
                .flatMap(MlObjectiveSpec::others)
                .map(others -> context.write(Alternatives.class, others));
        Objective written = objective.objective(input.label().orElse("event"));
        String summary = objective.metric() + " "
                + Numbers.percent(objective.target().relative()) + " within " + written.months() + " months";
        if (objective.measured()) {
            return new Output(
                    context.write(Objective.class, written),
                    Optional.empty(),
                    Optional.empty(),
                    requirements,
                    Optional.of(context.write(
                            Assumptions.class,
                            new Assumptions(
                                    objective.value().stream().map(Scope::worth).toList(),
                                    List.of(),
                                    input.mlObjective().orElseThrow().assumption()))),
                    Optional.empty(),
                    alternatives,
                    harm(input, context),
                    summary);
        }
        CostsSpec costs = input.costs().orElseThrow();
        return new Output(
                context.write(Objective.class, written),
                Optional.of(context.write(DecisionCosts.class, costs.decisionCosts())),
                Optional.of(
                        context.write(BaselineRule.class, objective.baseline().baselineRule())),
                requirements,
                Optional.of(context.write(
                        Assumptions.class,
                        new Assumptions(
                                declared(costs, objective),
                                costs.variants(),
                                input.mlObjective().orElseThrow().assumption()))),
                Optional.empty(),
                alternatives,
                harm(input, context),
                summary);
    }

    /** An artifact of its own, so that the card of a model is written anew and nothing is trained. */
    private static Optional<Artifact<Harm>> harm(Input input, StepContext context) {
        List<String> who = input.harm().map(HarmSpec::who).orElse(List.of());
        List<String> misuse = input.harm().map(HarmSpec::misuse).orElse(List.of());
        return who.isEmpty() && misuse.isEmpty() && input.outOfScope().isEmpty()
                ? Optional.empty()
                : Optional.of(context.write(Harm.class, new Harm(who, misuse, input.outOfScope())));
    }

    private static Assumption worth(ValueSpec value) {
        return new Assumption(
                "one " + value.per(),
                Numbers.amount(value.amount(), value.currency()) + ", between "
                        + Numbers.amount(value.low(), value.currency()) + " and "
                        + Numbers.amount(value.high(), value.currency()),
                "",
                value.source());
    }

    /** Costs that a draft already names are checked when the spec is read, and count once there is an objective. */
    private static Output draft(Input input, Artifact<Requirements> requirements, StepContext context) {
        Gaps gaps = Unwritten.of(input);
        return new Output(
                context.write(Objective.class, Unwritten.objective(input.label().orElse("event"))),
                Optional.empty(),
                Optional.empty(),
                requirements,
                Optional.empty(),
                Optional.of(context.write(Gaps.class, gaps)),
                Optional.empty(),
                harm(input, context),
                "draft · " + gaps.all().size() + " things to write");
    }

    private static List<Assumption> declared(CostsSpec costs, ObjectiveSpec objective) {
        return List.of(
                new Assumption(
                        "to " + objective.action().orElseThrow() + " one " + objective.unit(),
                        Numbers.amount(costs.act(), costs.currency()),
                        costs.owner(),
                        costs.source()),
                new Assumption(
                        "one missed " + objective.event().orElseThrow(),
                        Numbers.amount(costs.miss(), costs.currency()),
                        costs.owner(),
                        costs.source()));
    }
}

package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import io.volute.core.artifact.Artifact;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Previous;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.Optional;

/** Puts the costs on record, and what the turn before found. */
public final class ScopingStage extends AbstractModule {
    /** The section. */
    public record Section(long inspection) {}

    /** What a decision costs. */
    public record Costs(long inspection) {}

    /** What is wanted, and how the last turn ended. */
    public record Objective(String after) {}

    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "scoping", Section.class);
        stage.step("scope", Scope.class, Scope.Input.class, Scope.Output.class);
    }

    static final class Scope implements Step<Scope.Input, Scope.Output> {
        record Input(@FromSpec long inspection, @Previous Optional<Artifact<BusinessStage.Insight>> insight) {}

        record Output(Artifact<Costs> costs, Artifact<Objective> objective) {}

        @Inject
        Scope() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Scope.Output run(Scope.Input input, StepContext context) {
            String after = input.insight()
                    .map(insight ->
                            context.load(BusinessStage.Insight.class, insight).text())
                    .orElse("nothing");
            return new Scope.Output(
                    context.write(Costs.class, new Costs(input.inspection())),
                    context.write(Objective.class, new Objective(after)));
        }
    }
}

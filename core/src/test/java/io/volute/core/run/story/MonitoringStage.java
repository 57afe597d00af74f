package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import io.volute.core.artifact.Artifact;
import io.volute.core.run.Slot;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Last;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.SortedMap;

/** Joins what was decided with what became of it, and compares months. */
public final class MonitoringStage extends AbstractModule {
    /** The section. */
    public record Section(int window) {}

    /** What is known of a month's decisions. */
    public record Truth(long strikes, long known, long damaged) {}

    /** How a month differs from the ones before. */
    public record Drift(Slot slot, long now, long before) {}

    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "monitoring", Section.class);
        stage.step("truth", Join.class, Join.Input.class, Join.Output.class).perSlot();
        stage.step("drift", Compare.class, Compare.Input.class, Compare.Output.class)
                .perSlot();
    }

    static final class Join implements Step<Join.Input, Join.Output> {
        record Input(Artifact<DeploymentStage.Exposures> exposures, Artifact<DataStage.Outcomes> outcomes) {}

        record Output(Artifact<Truth> truth) {}

        @Inject
        Join() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Join.Output run(Join.Input input, StepContext context) {
            Map<String, Integer> labels =
                    context.load(DataStage.Outcomes.class, input.outcomes()).label();
            var score = context.load(DeploymentStage.Exposures.class, input.exposures())
                    .score();
            long known = score.keySet().stream().filter(labels::containsKey).count();
            long damaged = score.keySet().stream()
                    .filter(strike -> labels.getOrDefault(strike, 0) == 1)
                    .count();
            return new Join.Output(context.write(Truth.class, new Truth(score.size(), known, damaged)));
        }
    }

    static final class Compare implements Step<Compare.Input, Compare.Output> {
        record Input(
                Slot slot,
                @FromSpec int window,
                Artifact<DataStage.Examples> examples,

                @Last(3) @Entry("exposures") SortedMap<Slot, Artifact<DeploymentStage.Exposures>> before) {}

        record Output(Artifact<Drift> drift) {}

        @Inject
        Compare() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Compare.Output run(Compare.Input input, StepContext context) {
            long now = context.load(DataStage.Examples.class, input.examples())
                    .size()
                    .size();
            long before = 0;
            for (Artifact<DeploymentStage.Exposures> month : input.before().values()) {
                before += context.load(DeploymentStage.Exposures.class, month)
                        .score()
                        .size();
            }
            return new Compare.Output(
                    context.write(Drift.class, new Drift(input.slot(), now * input.window(), before)));
        }
    }
}

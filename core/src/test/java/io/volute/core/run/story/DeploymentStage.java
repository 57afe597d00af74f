package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import io.volute.core.artifact.Artifact;
import io.volute.core.stage.Alias;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Recorder;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Releases the champion, and decides each strike once. */
public final class DeploymentStage extends AbstractModule {
    /** The section. */
    public record Section(int rounding) {}

    /** What is in force. */
    public record Release(String key, double quality) {}

    /** What was decided. */
    public record Exposures(String release, SortedMap<String, Long> score) {}

    @Override
    protected void configure() {
        StageBinder stage =
                StageBinder.stage(binder(), "deployment", Section.class, "io/volute/core/run/story/migration");
        stage.step("release", Arrange.class, Arrange.Input.class, Arrange.Output.class);
        stage.step("score", Score.class, Score.Input.class, Score.Output.class)
                .perSlot()
                .facts()
                .recorder(ScoreRecorder.class);
    }

    static final class Arrange implements Step<Arrange.Input, Arrange.Output> {
        record Input(@Alias("champion") @Entry("model") Pointer<ModelingStage.Model> champion) {}

        record Output(Artifact<Release> release) {}

        @Inject
        Arrange() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Arrange.Output run(Arrange.Input input, StepContext context) {
            ModelingStage.Model model =
                    context.load(ModelingStage.Model.class, input.champion().artifact());
            return new Arrange.Output(
                    context.write(Release.class, new Release(input.champion().key(), model.quality())));
        }
    }

    static final class Score implements Step<Score.Input, Score.Output> {
        private final Faults faults;

        record Input(
                Artifact<DataStage.Examples> examples,
                Artifact<Release> release,
                @FromSpec int rounding) {}

        record Output(Artifact<Exposures> exposures, SortedMap<String, Long> score) {}

        @Inject
        Score(Faults faults) {
            this.faults = faults;
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Score.Output run(Score.Input input, StepContext context) {
            faults.check("score");
            double quality = context.load(Release.class, input.release()).quality();
            SortedMap<String, Long> score = new TreeMap<>();
            context.load(DataStage.Examples.class, input.examples())
                    .size()
                    .forEach((id, size) -> score.put(id, Math.round(size * quality / input.rounding())));
            var exposures = new Exposures(input.release().digest().toString(), score);
            return new Score.Output(context.write(Exposures.class, exposures), score);
        }
    }

    static final class ScoreRecorder implements Recorder<Score.Output> {
        private final Faults faults;

        @Inject
        ScoreRecorder(Faults faults) {
            this.faults = faults;
        }

        @Override
        public void record(Handle handle, UUID result, Score.Output output) {
            output.score()
                    .forEach((strike, score) -> handle.createUpdate(
                                    "insert into deployment.score (result, strike, score)"
                                            + " values (:result, :strike, :score)")
                            .bind("result", result)
                            .bind("strike", strike)
                            .bind("score", score)
                            .execute());
            faults.check("record");
        }
    }
}

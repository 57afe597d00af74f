package io.volute.deployment.scoring;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * {@code deployment.score}: decides each row of a slot under the release in force at the slot's start, and logs what both
 * policies would have done, so that they can be compared on the same rows.
 */
public final class Score implements Step<Score.Input, Score.Output> {
    private final LoadedModels models;

    @Inject
    Score(LoadedModels models) {
        this.models = models;
    }

    /** The slot's rows, and the release at its start. */
    public record Input(Slot slot, Artifact<Examples> examples, Artifact<Release> release) {}

    /** The decisions; counts for the tables and the run's line. */
    public record Output(
            Artifact<Exposures> exposures,
            Slot slot,
            String release,
            Optional<Digest> model,
            long rows,
            long decidedByModel,
            long acted)
            implements Described {
        @Override
        public String summary() {
            return Numbers.count(rows) + " rows · " + Numbers.count(decidedByModel) + " decided by the model · release "
                    + release;
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Release release = context.load(Release.class, input.release());
        Table rows = context.load(Examples.class, input.examples()).rows();
        Optional<double[]> probabilities = release.model()
                .map(model -> rows.rows() == 0
                        ? new double[0]
                        : models.scorer(model.digest(), () -> context.load(ModelPackage.class, model))
                                .score(rows));
        Decisions decisions = Decisions.of(release, rows, probabilities);
        return new Output(
                context.write(Exposures.class, new Exposures(decisions.table())),
                input.slot(),
                release.id(),
                release.model().map(Artifact::digest),
                rows.rows(),
                decisions.decidedByModel(),
                decisions.acted());
    }
}

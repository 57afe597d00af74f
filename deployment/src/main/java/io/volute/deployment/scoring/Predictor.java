package io.volute.deployment.scoring;

import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime.Scorer;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.deployment.DeploymentError;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

/**
 * Answers for rows outside of any run, with the model of a release: nothing is assigned, logged or stored. Thread-safe.
 */
public final class Predictor {
    private final LoadedModels models;

    @Inject
    Predictor(LoadedModels models) {
        this.models = models;
    }

    /**
     * Scores rows.
     *
     * @param release the release in force
     * @param load loads its package, for example through the store
     * @param rows raw columns under their own names, typed or as text; missing values are fine, other columns ignored
     * @return for each row in order {@code probability} DOUBLE, {@code action} BOOL (at or above the release's threshold),
     *     {@code recipe} TEXT, {@code model} TEXT (digest), {@code release} TEXT
     * @throws VoluteException when the release has no model, a column is not there, or a text is no value of its type
     */
    public Table predict(Release release, Function<Release, ModelPackage> load, Table rows) {
        var artifact = release.model()
                .orElseThrow(() -> new VoluteException(
                        DeploymentError.NO_MODEL,
                        "release " + release.id()
                                + ": has no model, today's rule decides (volute why deployment.gate says why)"));
        Scorer scorer = models.scorer(artifact.digest(), () -> load.apply(release));
        double[] scores = scorer.score(RawRows.typed(rows, scorer.samples()));
        var probability = Column.builder("probability", ColumnType.DOUBLE, scores.length);
        var action = Column.builder("action", ColumnType.BOOL, scores.length);
        var recipe = Column.builder("recipe", ColumnType.TEXT, scores.length);
        var model = Column.builder("model", ColumnType.TEXT, scores.length);
        var id = Column.builder("release", ColumnType.TEXT, scores.length);
        for (double score : scores) {
            probability.add(score);
            action.add(score >= release.threshold());
            release.recipe().ifPresentOrElse(recipe::add, recipe::addMissing);
            model.add(artifact.digest().toString());
            id.add(release.id());
        }
        return Table.of(List.of(probability, action, recipe, model, id).stream()
                .map(Column.Builder::build)
                .toList());
    }
}

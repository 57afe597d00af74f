package io.volute.modeling;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import io.volute.core.stage.StageBinder;
import io.volute.core.table.TableCodec;
import io.volute.core.table.TableEngine;
import io.volute.modeling.evaluation.FoldScores;
import io.volute.modeling.evaluation.Judge;
import io.volute.modeling.feature.FeatureModule;
import io.volute.modeling.feature.FitFeatures;
import io.volute.modeling.feature.Transform;
import io.volute.modeling.model.ModelModule;
import io.volute.modeling.trainer.Train;
import io.volute.modeling.trainer.Trainer;
import io.volute.modeling.trainer.TrainerModule;

/** All that modeling adds. */
public final class ModelingModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new FeatureModule());
        install(new TrainerModule());
        install(new ModelModule());
        StageBinder stage = StageBinder.stage(binder(), "modeling", ModelingSpec.class);
        stage.extensionPoint(Transform.class, "transform");
        stage.extensionPoint(Trainer.class, "trainer");
        stage.codec(FoldScores.class, Key.get(new TypeLiteral<TableCodec<FoldScores>>() {}));
        stage.step("features", FitFeatures.class, FitFeatures.Input.class, FitFeatures.Output.class);
        stage.step("train", Train.class, Train.Input.class, Train.Output.class)
                .forEach("candidate", ModelingSpec.class, ModelingSpec::candidates);
        stage.step("judge", Judge.class, Judge.Input.class, Judge.Output.class);
    }

    @Provides
    @Singleton
    static TableCodec<FoldScores> foldScoresCodec(TableEngine engine) {
        return new TableCodec<>("fold-scores/1", engine, FoldScores::rows, FoldScores::new);
    }
}

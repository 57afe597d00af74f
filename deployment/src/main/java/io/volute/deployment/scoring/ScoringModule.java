package io.volute.deployment.scoring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.stage.StageBinder;

/** Batch scoring. */
public final class ScoringModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public ScoringModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        bind(LoadedModels.class).in(Singleton.class);
        stage.codec(Exposures.class, ExposuresCodec.class);
        stage.step("score", Score.class, Score.Input.class, Score.Output.class)
                .perSlot()
                .facts();
    }
}

package io.volute.xgboost;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.volute.core.stage.StageBinder;
import io.volute.modeling.trainer.Trainer;

/** Binds the trainer {@code boosting}. */
public final class XgboostModule extends AbstractModule {
    /** The module. */
    public XgboostModule() {}

    @Override
    protected void configure() {
        StageBinder.implementation(binder(), Trainer.class, "boosting", BoostingTrainer.class);
        bind(NativeLibrary.class).to(OpenMpLibrary.class);
        bind(OpenMpLibrary.class).in(Singleton.class);
    }
}

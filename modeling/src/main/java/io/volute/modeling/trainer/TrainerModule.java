package io.volute.modeling.trainer;

import com.google.inject.AbstractModule;
import io.volute.core.contract.modeling.TrainingWork;
import io.volute.core.stage.StageBinder;

/** The trainers of this stage; plugins add more. */
public final class TrainerModule extends AbstractModule {
    @Override
    protected void configure() {
        StageBinder.implementation(binder(), Trainer.class, "linear", LinearTrainer.class);
        StageBinder.implementation(binder(), Trainer.class, "logistic", LogisticTrainer.class);
        StageBinder.implementation(binder(), Trainer.class, "prior", PriorTrainer.class);
        bind(CountedWork.class);
        bind(TrainingWork.class).to(CountedWork.class);
    }
}

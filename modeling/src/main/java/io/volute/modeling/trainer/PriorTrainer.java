package io.volute.modeling.trainer;

import io.volute.core.spec.Doc;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.ConstantModel;
import jakarta.inject.Inject;

/** The share of events in the training rows, for everybody: the baseline that every candidate has to beat. */
final class PriorTrainer implements Trainer {
    @Doc("the share of events, for everybody")
    record Options() {}

    @Inject
    PriorTrainer() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Complexity.Family family() {
        return Complexity.Family.BASELINE;
    }

    @Override
    public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
        return new Trained(new ConstantModel((double) rows.positives() / rows.rows()), 1);
    }
}

package io.volute.deployment.release;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import jakarta.inject.Inject;
import java.util.List;

/** Fixed shares between today's rule and the model, as the registered plan says. */
final class AbSplit implements ReleasePolicy {
    @Inject
    AbSplit() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return NoOptions.class;
    }

    @Override
    public List<Arm> arms(ExperimentPlan plan, Record options) {
        return List.of(Arms.rule(1 - plan.modelShare()), Arms.model(plan.modelShare()));
    }
}

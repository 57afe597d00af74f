package io.volute.deployment.release;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The rule decides everything; what the model would have done is logged beside it. */
final class Shadow implements ReleasePolicy {
    @Inject
    Shadow() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return NoOptions.class;
    }

    @Override
    public List<Arm> arms(Optional<ExperimentPlan> plan, Record options) {
        return List.of(Arms.rule(1));
    }
}

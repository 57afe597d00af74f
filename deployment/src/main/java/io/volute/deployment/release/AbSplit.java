package io.volute.deployment.release;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.error.VoluteException;
import io.volute.deployment.DeploymentError;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

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
    public List<Arm> arms(Optional<ExperimentPlan> plan, Record options) {
        double share = plan.orElseThrow(() -> new VoluteException(
                        DeploymentError.NO_PLAN,
                        "deployment.release: policy ab lets a model decide, but scoping.objective is a draft (expected:"
                                + " policy: shadow)\nfix: write release: {policy: shadow}, or the objective with its costs"
                                + " and the experiment in scoping"))
                .modelShare();
        return List.of(Arms.rule(1 - share), Arms.model(share));
    }
}

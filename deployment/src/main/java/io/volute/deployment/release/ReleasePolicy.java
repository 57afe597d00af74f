package io.volute.deployment.release;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.stage.Implementation;
import java.util.List;
import java.util.Optional;

/** How a blessed model comes into use; chosen in the spec by {@code policy: NAME}. */
public interface ReleasePolicy extends Implementation {
    /**
     * The arms, control first.
     *
     * @param plan the registered comparison; empty while the objective is a draft
     * @param options of the type that {@link #options()} names
     * @return shares from 0 to 1 that add up to 1; without a plan no model decides
     * @throws io.volute.core.error.VoluteException when it needs a plan and there is none
     */
    List<Arm> arms(Optional<ExperimentPlan> plan, Record options);
}

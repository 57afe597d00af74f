package io.volute.deployment.release;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.stage.Implementation;
import java.util.List;

/** How a blessed model comes into use; chosen in the spec by {@code policy: NAME}. */
public interface ReleasePolicy extends Implementation {
    /**
     * The arms, control first.
     *
     * @param options of the type that {@link #options()} names
     * @return shares from 0 to 1 that add up to 1
     */
    List<Arm> arms(ExperimentPlan plan, Record options);
}

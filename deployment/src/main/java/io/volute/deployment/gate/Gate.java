package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.stage.Implementation;

/**
 * One condition that a model must meet before it may act; chosen in the spec by {@code gate: NAME}. Its result is stored
 * and compared, so it holds nothing that another run would measure differently.
 */
public interface Gate extends Implementation {
    /**
     * Judges the model.
     *
     * @param options of the type that {@link #options()} names
     * @return PASS or REFUSED, or NOT_APPLICABLE where there is nothing to judge by, with value and expectation in words;
     *     never an exception for a model that fails
     */
    GateResult judge(Evidence evidence, Record options);
}

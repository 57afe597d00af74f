package io.volute.core.contract.dataengineering;

import java.util.List;

/**
 * Checks of the data that failed and that no release may pass. There is none while all of them hold, so that whoever
 * reads it is stale only when one begins to fail, or fails otherwise.
 *
 * @param failed the checks, by id
 */
public record DeployBlock(List<DataReport.CheckResult> failed) {
    /** Copies. */
    public DeployBlock {
        failed = List.copyOf(failed);
    }
}

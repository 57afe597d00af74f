package io.volute.businessanalysis.ledger;

import io.volute.core.artifact.Digest;

/** Hands out what was posted by hand. */
@FunctionalInterface
public interface HandBooks {
    /**
     * The rows up to the one with this digest, and no later one.
     *
     * @throws io.volute.core.error.VoluteException LEDGER_DAMAGED when they are not there as they were
     */
    HandStore.Known at(Digest through);
}

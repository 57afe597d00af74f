package io.volute.core.contract.dataengineering;

import java.time.Instant;

/**
 * The date that ingest was run as of. Only ingest knows it; who else needs a date reads this artifact.
 *
 * @param instant everything at or after it is unknown
 */
public record AsOf(Instant instant) {}

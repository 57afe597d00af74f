package io.volute.dataengineering.snapshot;

import io.volute.dataengineering.contract.FreshnessSpec;
import java.time.Instant;

/**
 * Whether the newest decision was recent enough when ingest ran. The date is not part of it: only ingest knows that, and
 * who reads this is stale only when the judgement changes.
 *
 * @param newest the newest decision known by the date
 * @param stale whether it is older than allowed
 * @param rule what is allowed
 */
public record Freshness(Instant newest, boolean stale, FreshnessSpec rule) {}

package io.volute.core.stage;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Rows that people append by hand to a stage's own tables. Each row bears the newest date of the project's main line
 * when it was appended, as aliases moved by hand do, so that an older date reads what was known then. Bound with
 * {@code StageBinder.handRows}, one for a stage.
 */
public interface HandRows {
    /** For each date at which rows were appended, the digest of all rows up to and with that date. */
    SortedMap<Instant, Digest> states(Handle handle, UUID project);
}

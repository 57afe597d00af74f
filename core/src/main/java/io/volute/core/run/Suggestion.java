package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that the latest pass would read otherwise if it opened now. It changes nothing until a new pass is opened.
 *
 * @param entry the entry that has moved on
 * @param key its key, empty without one
 * @param pinned what the pass reads
 * @param newer what came later
 * @param asOf date of what came later
 */
public record Suggestion(String entry, String key, Optional<Digest> pinned, Digest newer, Instant asOf) {}

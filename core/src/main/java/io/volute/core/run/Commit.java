package io.volute.core.run;

import io.volute.core.artifact.Digest;
import io.volute.core.run.Frame.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * All that becomes visible when a step run commits.
 *
 * @param unit what ran
 * @param run the run
 * @param kind COMPUTED, REUSED or RETIRED
 * @param result the result it points to; absent for RETIRED
 * @param skipped whether the result has no artifacts
 * @param components digests of the input's components
 * @param edges what was read
 * @param artifacts digest by output component
 * @param slotMaps entries of map outputs by component
 * @param moves where the step's aliases point now
 */
record Commit(
        Unit unit,
        UUID run,
        String kind,
        String fingerprint,
        Optional<UUID> result,
        boolean skipped,
        SortedMap<String, Digest> components,
        List<Resolved.Edge> edges,
        SortedMap<String, Digest> artifacts,
        SortedMap<String, SortedMap<Slot, Digest>> slotMaps,
        List<Move> moves) {
    /** An alias and its new target. */
    record Move(String entry, String alias, String toKey, Digest digest) {}

    /** Metrics of a computed result. */
    record Measured(UUID result, Map<String, Double> values) {}
}

package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * The inputs of a unit, names and aliases turned into digests.
 *
 * @param components digest by component; absent Optionals are left out
 * @param values value by component, for the input record
 * @param edges what was read, and whose it was
 * @param absent required components without a version, with the entry that is missing
 * @param sources addresses in this turn that each component was read from
 */
record Resolved(
        SortedMap<String, Digest> components,
        Map<String, Object> values,
        List<Edge> edges,
        SortedMap<String, String> absent,
        SortedMap<String, SortedSet<Heads.At>> sources) {
    /** One artifact that was read. */
    record Edge(String component, Digest digest, Optional<UUID> fromStepRun) {}
}

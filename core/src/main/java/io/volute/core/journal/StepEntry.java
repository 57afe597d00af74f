package io.volute.core.journal;

import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One step run: an execution or a reuse.
 *
 * @param id its identity; lineage starts from it
 * @param run number of its run
 * @param pass number of its pass
 * @param step {@code stage.step}
 * @param key key, empty without one
 * @param slot slot, empty without one
 * @param asOf its date
 * @param kind COMPUTED, REUSED or RETIRED
 * @param millis how long the computation took, whoever did it
 * @param summary what came out, in words
 * @param output what the step returned, as canonical JSON; empty for a retired key
 * @param verdicts what it judged
 * @param artifacts digest by component of the output; for a map of slots the digest of the whole map
 * @param at when it was committed
 */
public record StepEntry(
        UUID id,
        long run,
        long pass,
        String step,
        String key,
        String slot,
        Instant asOf,
        String kind,
        long millis,
        String summary,
        String output,
        List<Verdict> verdicts,
        SortedMap<String, String> artifacts,
        Instant at) {
    /** Copies. */
    public StepEntry {
        verdicts = List.copyOf(verdicts);
        artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
    }
}

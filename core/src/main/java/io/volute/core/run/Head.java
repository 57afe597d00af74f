package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The newest step run of an address at some instant.
 *
 * @param stepRun the step run
 * @param seq its number in the project's order of commits
 * @param asOf its date
 * @param kind COMPUTED, REUSED or RETIRED
 * @param fingerprint what decided it
 * @param result the result it points to
 * @param skipped whether that result has no artifacts since an implementation was unavailable
 * @param components digests of its input's components
 * @param artifacts digests by output component; of a map of slots, the map's digest
 */
record Head(
        UUID stepRun,
        long seq,
        Instant asOf,
        String kind,
        String fingerprint,
        UUID result,
        boolean skipped,
        SortedMap<String, Digest> components,
        SortedMap<String, Digest> artifacts) {
    boolean retired() {
        return kind.equals("RETIRED");
    }

    boolean newerThan(Head other) {
        int byDate = asOf.compareTo(other.asOf);
        return byDate > 0 || (byDate == 0 && seq > other.seq);
    }
}

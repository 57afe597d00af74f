package io.volute.core.stage;

import io.volute.core.artifact.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outside as probed at the start of a run and pinned for it: one digest per source.
 *
 * @param digests content digest by source name
 */
public record SourceState(SortedMap<String, Digest> digests) {
    /** Copies. */
    public SourceState {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }
}

package io.volute.core.stage;

import io.volute.core.artifact.Digest;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Looks at the outside before a run. One per stage that reads it; bound with {@code StageBinder.probe}.
 *
 * @param <S> the stage's section of the spec
 */
public interface SourceProbe<S extends Record> {
    /**
     * Content digest of each source that the section names. A cheap look (size and time) may answer from
     * {@code known}, keyed like the result, when nothing moved.
     *
     * @throws io.volute.core.error.VoluteException SOURCE_UNREADABLE naming the source
     */
    SortedMap<String, Probe> probe(S section, Path specFolder, SortedMap<String, Probe> known);

    /**
     * A source's state.
     *
     * @param look cheap text such as size and modification time; equal looks mean equal digests
     * @param digest digest of the content
     */
    record Probe(String look, Digest digest) {}
}

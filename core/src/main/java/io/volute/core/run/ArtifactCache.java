package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded artifacts by digest, least recently used ones dropped first. Values are immutable, so sharing them is safe;
 * their bytes were verified when they were read or written by this process. Thread-safe.
 */
final class ArtifactCache {
    private static final int ENTRIES = 1_024;

    private final Map<Digest, Object> values = new LinkedHashMap<>(ENTRIES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Object> eldest) {
            return size() > ENTRIES;
        }
    };

    <T> Optional<T> find(Class<T> type, Digest digest) {
        synchronized (values) {
            Object value = values.get(digest);
            return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
        }
    }

    void put(Digest digest, Object value) {
        synchronized (values) {
            values.put(digest, value);
        }
    }
}

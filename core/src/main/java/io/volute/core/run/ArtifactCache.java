package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded artifacts by type and digest (equal bytes may be two types), least recently used ones dropped first. Values are immutable, so sharing them is safe;
 * their bytes were verified when they were read or written by this process. Thread-safe.
 */
final class ArtifactCache {
    private static final int ENTRIES = 4_096;

    private final Map<Key, Object> values = new LinkedHashMap<>(ENTRIES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > ENTRIES;
        }
    };

    private record Key(Class<?> type, Digest digest) {}

    <T> Optional<T> find(Class<T> type, Digest digest) {
        synchronized (values) {
            return Optional.ofNullable(type.cast(values.get(new Key(type, digest))));
        }
    }

    <T> void put(Class<T> type, Digest digest, T value) {
        synchronized (values) {
            values.put(new Key(type, digest), value);
        }
    }
}

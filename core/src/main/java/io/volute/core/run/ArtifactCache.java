package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded artifacts by type and digest (equal bytes may be two types), least recently used ones dropped first when their
 * files are too large together: what is in memory is larger by some factor. Values are immutable, so sharing them is
 * safe; their bytes were verified when they were read or written by this process. Thread-safe.
 */
final class ArtifactCache {
    /** What an entry takes beside its file. */
    private static final long OVERHEAD = 1_024;
    /** Of the memory that this process may use, one for so many. */
    private static final long SHARE = 32;

    private final long room;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    private record Key(Class<?> type, Digest digest) {}

    private record Entry(Object value, long bytes) {}

    ArtifactCache() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** One with room for files of so many bytes. */
    ArtifactCache(long room) {
        this.room = room;
    }

    synchronized <T> Optional<T> find(Class<T> type, Digest digest) {
        return Optional.ofNullable(entries.get(new Key(type, digest))).map(entry -> type.cast(entry.value));
    }

    /** Keeps a value whose file has so many bytes, as long as there is room; one that would drive most others out never. */
    synchronized <T> void put(Class<T> type, Digest digest, T value, long bytes) {
        if (bytes > room / 2) {
            return;
        }
        Entry entry = new Entry(value, bytes + OVERHEAD);
        Entry before = entries.put(new Key(type, digest), entry);
        taken += entry.bytes - (before == null ? 0 : before.bytes);
        for (Iterator<Entry> oldest = entries.values().iterator(); taken > room && oldest.hasNext(); ) {
            taken -= oldest.next().bytes;
            oldest.remove();
        }
    }
}

package io.volute.core.artifact;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Content-addressed bytes: written once, named by SHA-256, verified before anybody parses them. Thread-safe, and safe
 * between processes on one host.
 */
public interface ArtifactStore {
    /** Identity of this store, made at creation; the database keeps the same id, so that the two know each other. */
    String id();

    /** Opens a draft: files that become artifacts together or not at all. */
    Draft draft();

    /** Whether bytes with this digest are here (not whether they are intact). */
    boolean contains(Digest digest);

    /**
     * The verified content; the digest is checked over the very bytes that are handed out.
     *
     * @throws io.volute.core.error.VoluteException ARTIFACT_DAMAGED when missing or changed
     */
    Codec.Content open(Digest digest);

    /** Re-hashes everything. {@code referenced} are the digests that rows point to. */
    Verification verify(Set<Digest> referenced);

    /**
     * Deletes what no row references, nothing holds and is older than a day; a dry run unless {@code delete}. The
     * predicate is asked again under the exclusive lock, just before each deletion.
     */
    Collection gc(Predicate<Digest> referenced, boolean delete);

    /** What {@link #verify} found, each list sorted. */
    record Verification(long checked, List<Digest> missing, List<Digest> damaged, List<Digest> unreferenced) {}

    /** What {@link #gc} removed, or would remove; temporary files of dead writers are counted too. */
    record Collection(List<Digest> removed, long bytes, int temporaryFiles) {}

    /** Files on their way into the store. Not thread-safe. Closing an unpublished draft deletes its files. */
    interface Draft extends AutoCloseable {
        /** A path for a new file of this draft, inside the store's own file system. */
        Path newFile();

        /** Hashes the finished file (mode 0444 from now on) and adds it to the draft. */
        Digest add(Path file);

        /** Content that this draft will publish, for a step that reads what it just wrote; else the store's. */
        Codec.Content open(Digest digest);

        /** Whether this draft holds the digest. */
        boolean contains(Digest digest);

        /**
         * Makes all files durable and visible: fsync files, {@code hold} their digests (a committed row, so that no
         * collector takes them), rename, fsync folders. Digests that exist already are checked, not written.
         */
        void publish(Consumer<List<Digest>> hold);

        @Override
        void close();
    }
}

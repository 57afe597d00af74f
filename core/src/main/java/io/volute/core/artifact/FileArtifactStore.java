package io.volute.core.artifact;

import static io.volute.core.artifact.StoreFiles.failure;
import static io.volute.core.artifact.StoreFiles.isOlder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Artifacts as files of one folder: {@code sha256/ab/cdef…}, mode 0444, beside {@code store-id}, {@code store.lock} and
 * {@code tmp}. A file is hashed, synced and only then renamed to its name, and its folder is synced before anybody hears
 * of it, so a name that exists has its bytes, and what was published survives a power cut.
 *
 * <p>Publishers share the lock file, the collector takes it alone: a collector that was stopped blocks publishers instead
 * of racing them. It is an operating system lock, thus good for processes of one host. Open a store once per process.
 */
public final class FileArtifactStore implements ArtifactStore, AutoCloseable {
    private static final Duration YOUNG = Duration.ofHours(24);
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final StoreFiles files;
    private final StoreLock lock;
    private final Workspace workspace;
    private final InstantSource clock;
    private final String id;

    private FileArtifactStore(StoreFiles files, StoreLock lock, Workspace workspace, InstantSource clock, String id) {
        this.files = files;
        this.lock = lock;
        this.workspace = workspace;
        this.clock = clock;
        this.id = id;
    }

    /**
     * Opens the store in this folder, or makes one there.
     *
     * @param clock tells the collector what is older than a day
     * @throws io.volute.core.error.VoluteException STORAGE naming the folder
     */
    public static FileArtifactStore open(Path folder, InstantSource clock) {
        try {
            StoreFiles files = StoreFiles.in(folder);
            StoreLock lock = StoreLock.open(files.root().resolve("store.lock"));
            try {
                Optional<String> known = files.identity();
                String id = known.isPresent() ? known.get() : lock.exclusively(files::create);
                return new FileArtifactStore(files, lock, Workspace.in(files.temporary()), clock, id);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure("cannot open the store", folder, e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Draft draft() {
        return new FileDraft(files, lock, workspace);
    }

    @Override
    public boolean contains(Digest digest) {
        return Files.exists(files.path(digest));
    }

    @Override
    public Codec.Content open(Digest digest) {
        return FileContent.verified(files.path(digest), digest, workspace, files.root());
    }

    @Override
    public Verification verify(Set<Digest> referenced) {
        TreeSet<Digest> missing = new TreeSet<>(referenced);
        List<Digest> damaged = new ArrayList<>();
        List<Digest> unreferenced = new ArrayList<>();
        long checked = 0;
        try {
            for (Digest digest : files.list()) {
                checked++;
                missing.remove(digest);
                if (!files.isIntact(digest)) {
                    damaged.add(digest);
                }
                if (!referenced.contains(digest)) {
                    unreferenced.add(digest);
                }
            }
        } catch (IOException e) {
            throw failure("cannot verify the store", files.root(), e);
        }
        return new Verification(checked, List.copyOf(missing), List.copyOf(damaged), List.copyOf(unreferenced));
    }

    @Override
    public Collection gc(Predicate<Digest> referenced, boolean delete) {
        Instant old = clock.instant().minus(YOUNG);
        try {
            List<Digest> candidates = new ArrayList<>();
            for (Digest digest : files.list()) {
                if (isOlder(files.path(digest), old) && !referenced.test(digest)) {
                    candidates.add(digest);
                }
            }
            Sweep sweep = new Sweep(referenced, delete, old);
            while (sweep.done < candidates.size()) {
                if (delete) {
                    lock.exclusively(() -> sweep.slice(candidates));
                } else {
                    sweep.slice(candidates);
                }
            }
            int temporary = workspace.sweep(old, delete);
            return new Collection(List.copyOf(sweep.removed), sweep.bytes, temporary);
        } catch (IOException e) {
            throw failure("cannot collect garbage in the store", files.root(), e);
        }
    }

    /** Deletes this process's temporary files and gives the lock file back. */
    @Override
    public void close() {
        try (lock) {
            workspace.close();
        } catch (IOException e) {
            throw failure("cannot delete temporary files of the store", files.root(), e);
        }
    }

    /** Goes through the candidates in slices short enough that publishers hardly notice. */
    private final class Sweep {
        private final Predicate<Digest> referenced;
        private final boolean delete;
        private final Instant old;
        private final List<Digest> removed = new ArrayList<>();
        private long bytes;
        private int done;

        private Sweep(Predicate<Digest> referenced, boolean delete, Instant old) {
            this.referenced = referenced;
            this.delete = delete;
            this.old = old;
        }

        private int slice(List<Digest> candidates) throws IOException {
            long start = System.nanoTime();
            while (done < candidates.size() && System.nanoTime() - start < SLICE_NANOS) {
                Digest digest = candidates.get(done++);
                Path file = files.path(digest);
                // Asked again: somebody may have published or held it since the candidates were listed.
                if (isOlder(file, old) && !referenced.test(digest)) {
                    bytes += Files.size(file);
                    removed.add(digest);
                    if (delete) {
                        Files.delete(file);
                    }
                }
            }
            return done;
        }
    }
}

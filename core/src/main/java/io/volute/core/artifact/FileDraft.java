package io.volute.core.artifact;

import static io.volute.core.artifact.StoreFiles.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files of one step on their way into the store, in a private folder. */
final class FileDraft implements ArtifactStore.Draft {
    private final StoreFiles files;
    private final StoreLock lock;
    private final Workspace workspace;
    private final Map<Digest, Path> added = new TreeMap<>();
    private final Set<Digest> synced = new HashSet<>();
    private @Nullable Path folder;
    private int names;

    FileDraft(StoreFiles files, StoreLock lock, Workspace workspace) {
        this.files = files;
        this.lock = lock;
        this.workspace = workspace;
    }

    @Override
    public Path newFile() {
        try {
            if (folder == null) {
                folder = workspace.newFolder();
            }
            return folder.resolve(Integer.toString(++names));
        } catch (IOException e) {
            throw failure("cannot write an artifact", files.root(), e);
        }
    }

    @Override
    public Digest add(Path file) {
        try {
            Digest digest = StoreFiles.hash(file);
            StoreFiles.readOnly(file);
            Path twin = added.putIfAbsent(digest, file);
            if (twin != null && !twin.equals(file)) {
                Files.delete(file);
            }
            return digest;
        } catch (IOException e) {
            throw failure("cannot write an artifact", files.root(), e);
        }
    }

    @Override
    public Codec.Content open(Digest digest) {
        Path own = added.get(digest);
        return FileContent.verified(own == null ? files.path(digest) : own, digest, workspace, files.root());
    }

    @Override
    public boolean contains(Digest digest) {
        return added.containsKey(digest);
    }

    @Override
    public void publish(Consumer<List<Digest>> hold) {
        if (added.isEmpty()) {
            return;
        }
        try {
            // What is there already is likely to stay; if it goes, the lock's holder syncs our copy below.
            syncMissing();
            lock.shared(() -> place(hold));
            added.clear();
        } catch (IOException e) {
            throw failure("cannot publish " + added.size() + " artifacts", files.root(), e);
        } finally {
            close();
        }
    }

    private int place(Consumer<List<Digest>> hold) throws IOException {
        hold.accept(List.copyOf(added.keySet()));
        Set<Path> folders = new TreeSet<>();
        Map<Digest, Path> absent = new TreeMap<>(added);
        absent.keySet().removeIf(this::isIntact);
        syncUnsynced(absent);
        for (Map.Entry<Digest, Path> file : absent.entrySet()) {
            files.place(file.getValue(), file.getKey());
        }
        for (Digest digest : added.keySet()) {
            // Also where the bytes were there: their writer may not have come this far.
            folders.add(Objects.requireNonNull(files.path(digest).getParent()));
        }
        StoreFiles.syncAll(folders);
        return folders.size();
    }

    private boolean isIntact(Digest digest) {
        try {
            return files.isIntact(digest);
        } catch (IOException e) {
            throw failure("cannot read artifact " + digest, files.root(), e);
        }
    }

    private void syncMissing() throws IOException {
        Map<Digest, Path> absent = new TreeMap<>(added);
        absent.keySet().removeIf(digest -> Files.exists(files.path(digest)));
        syncUnsynced(absent);
    }

    private void syncUnsynced(Map<Digest, Path> drafts) throws IOException {
        Map<Digest, Path> unsynced = new TreeMap<>(drafts);
        unsynced.keySet().removeAll(synced);
        StoreFiles.syncAll(unsynced.values());
        synced.addAll(unsynced.keySet());
    }

    @Override
    public void close() {
        if (folder != null) {
            try {
                Workspace.deleteTree(folder);
                folder = null;
                added.clear();
            } catch (IOException e) {
                throw failure("cannot delete temporary files of the store", files.root(), e);
            }
        }
    }
}

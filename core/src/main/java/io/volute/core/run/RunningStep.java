package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.ArtifactStore;
import io.volute.core.artifact.Codec;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.stage.StepContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The context of one step while it runs. */
final class RunningStep implements StepContext, AutoCloseable {
    private final Address address;
    private final Codecs codecs;
    private final ArtifactStore store;
    private final ArtifactCache cache;
    private final ArtifactStore.Draft draft;
    private final Path specFolder;
    private final RunEvent.Listener listener;
    private final BooleanSupplier stopped;
    private @Nullable Path scratch;

    RunningStep(
            Address address,
            Codecs codecs,
            ArtifactStore store,
            ArtifactCache cache,
            Path specFolder,
            RunEvent.Listener listener,
            BooleanSupplier stopped) {
        this.address = address;
        this.codecs = codecs;
        this.store = store;
        this.cache = cache;
        this.draft = store.draft();
        this.specFolder = specFolder;
        this.listener = listener;
        this.stopped = stopped;
    }

    ArtifactStore.Draft draft() {
        return draft;
    }

    @Override
    public <T> T load(Class<T> type, Artifact<T> artifact) {
        Optional<T> cached = cache.find(type, artifact.digest());
        if (cached.isPresent()) {
            return cached.get();
        }
        try (Codec.Content content =
                draft.contains(artifact.digest()) ? draft.open(artifact.digest()) : store.open(artifact.digest())) {
            T value = codecs.of(type).decode(content);
            cache.put(type, artifact.digest(), value, content.length());
            return value;
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.ARTIFACT_DAMAGED,
                    "artifact " + artifact.digest() + ": cannot be read as " + type.getSimpleName(),
                    e);
        }
    }

    @Override
    public <T> Artifact<T> write(Class<T> type, T value) {
        Path file = draft.newFile();
        long bytes;
        try {
            codecs.of(type).encode(value, file);
            bytes = Files.size(file);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    "cannot write into the store at " + file.getParent() + " (free some space, then: volute resume)",
                    e);
        }
        Digest digest = draft.add(file);
        cache.put(type, digest, value, bytes);
        return new Artifact<>(digest);
    }

    @Override
    public boolean contains(Artifact<?> artifact) {
        return draft.contains(artifact.digest()) || store.contains(artifact.digest());
    }

    @Override
    public Path scratch() {
        Path folder = scratch;
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("volute-step-");
            } catch (IOException e) {
                throw new VoluteException(CoreError.STORAGE, "cannot make a temporary folder", e);
            }
            scratch = folder;
        }
        return folder;
    }

    @Override
    public Path specFolder() {
        return specFolder;
    }

    @Override
    public void progress(long done, long total, String unit) {
        listener.on(new RunEvent.StepProgressed(address.step(), address.key(), address.slotText(), done, total, unit));
    }

    @Override
    public void checkInterrupted() {
        if (stopped.getAsBoolean()) {
            throw interrupted();
        }
    }

    static VoluteException interrupted() {
        return new VoluteException(
                CoreError.INTERRUPTED, "interrupted: finished steps are kept (go on with: volute resume)");
    }

    @Override
    public void close() {
        draft.close();
        if (scratch != null) {
            try (var files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder()).forEach(RunningStep::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.volute.testing;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.StepContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a step without engine or store: artifacts are kept as the values they were written from, named by their type and
 * the order of writing. Not thread-safe; one for each test.
 */
public final class MemoryStepContext implements StepContext {
    private final Path folder;
    private final Map<Digest, Object> values = new HashMap<>();

    /** A context whose scratch and spec folders are this one. */
    public MemoryStepContext(Path folder) {
        this.folder = folder;
    }

    /** A context for steps that touch no files. */
    public MemoryStepContext() {
        this(Path.of(""));
    }

    @Override
    public <T> T load(Class<T> type, Artifact<T> artifact) {
        Object value = values.get(artifact.digest());
        if (value == null) {
            throw new AssertionError(artifact.digest() + ": nothing was written under this digest");
        }
        return type.cast(value);
    }

    /** Takes the value as it is, not a copy: steps write immutable values. */
    @Override
    public <T> Artifact<T> write(Class<T> type, T value) {
        Digest digest = Digest.of(type.getName() + "#" + values.size());
        values.put(digest, value);
        return new Artifact<>(digest);
    }

    @Override
    public boolean contains(Artifact<?> artifact) {
        return values.containsKey(artifact.digest());
    }

    @Override
    public Path scratch() {
        return folder;
    }

    @Override
    public Path specFolder() {
        return folder;
    }

    @Override
    public void progress(long done, long total, String unit) {
        // Nobody watches a test.
    }

    @Override
    public void checkInterrupted() {
        // Nobody interrupts a test.
    }
}

package io.volute.core.stage;

import io.volute.core.artifact.Artifact;
import java.nio.file.Path;

/** What a running step may use beside its input. Used by one thread. */
public interface StepContext {
    /**
     * The artifact's value; bytes are verified first. Values are shared between steps, so they are immutable.
     *
     * @throws io.volute.core.error.VoluteException ARTIFACT_DAMAGED when missing or changed
     */
    <T> T load(Class<T> type, Artifact<T> artifact);

    /** Encodes the value into the store; it becomes visible when the step commits. */
    <T> Artifact<T> write(Class<T> type, T value);

    /** Whether the artifact's bytes are in the store, or on their way into it with this step. */
    boolean contains(Artifact<?> artifact);

    /** A private folder that is deleted when the step ends. */
    Path scratch();

    /** The folder of the spec: paths in the spec are relative to it. */
    Path specFolder();

    /** Shown as a bar while the step runs; never stored. {@code unit} is a plural noun such as {@code trees}. */
    void progress(long done, long total, String unit);

    /**
     * Stops a step that the user interrupted; long steps call it now and then.
     *
     * @throws io.volute.core.error.VoluteException INTERRUPTED
     */
    void checkInterrupted();
}

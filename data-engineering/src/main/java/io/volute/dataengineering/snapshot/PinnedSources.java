package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Choice;
import io.volute.core.stage.SourceState;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.Source;
import java.nio.file.Path;
import java.util.Map;

/** Opens sources in the state that the run pinned. */
public final class PinnedSources {
    private final Map<String, Source> sources;
    private final SourceState state;
    private final Path specFolder;

    /** Over the known kinds of sources; paths are relative to the spec's folder. */
    public PinnedSources(Map<String, Source> sources, SourceState state, Path specFolder) {
        this.sources = sources;
        this.state = state;
        this.specFolder = specFolder;
    }

    SourceState state() {
        return state;
    }

    /**
     * Opens a source.
     *
     * @throws VoluteException SOURCE_CHANGED when it is not what the run pinned
     */
    public Delivery open(String name, Choice<Source> choice) {
        Delivery delivery = choice.from(sources).open(name, choice.options(), specFolder);
        Digest digest = delivery.digest();
        Digest pinned = state.digests().get(name);
        if (!digest.equals(pinned)) {
            throw new VoluteException(
                    CoreError.SOURCE_CHANGED,
                    "source " + name + ": " + delivery.place() + " changed while this run was reading it (found "
                            + digest.brief() + ", expected " + (pinned == null ? "none" : pinned.brief())
                            + ")\nfix: run again when the file is complete");
        }
        return delivery;
    }
}

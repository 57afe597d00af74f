package io.volute.dataengineering.source;

import io.volute.core.stage.Implementation;
import io.volute.core.stage.SourceProbe;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kind of place where rows come from. Values are handed on as the text that stands there; the contract gives them
 * their types.
 */
public interface Source extends Implementation {
    /**
     * Looks at the outside.
     *
     * @param name the source's name in the spec, for messages
     * @param known what the last look found; its digest may be handed on when the cheap look has not changed
     * @throws io.volute.core.error.VoluteException DATA when the source is not there
     */
    SourceProbe.Probe probe(String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known);

    /**
     * Opens it. The digest of what is read is that of {@link Delivery#digest}, over the very bytes that are parsed.
     *
     * @throws io.volute.core.error.VoluteException DATA when the source is not there
     */
    Delivery open(String name, Record options, Path specFolder);
}

package io.volute.dataengineering.source;

import io.volute.core.stage.SourceProbe;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** Flat JSON objects, one a line or in one array: one file or several. */
public final class JsonLinesSource implements Source {
    private static final String ENDING = ".jsonl";

    /** The source; it holds nothing. */
    @Inject
    public JsonLinesSource() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return JsonLinesOptions.class;
    }

    @Override
    public SourceProbe.Probe probe(String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known) {
        return SourceFiles.locate(name, ((JsonLinesOptions) options).path(), specFolder, ENDING)
                .probe(known);
    }

    @Override
    public Delivery open(String name, Record options, Path specFolder) {
        JsonLinesOptions json = (JsonLinesOptions) options;
        return new JsonLinesDelivery(
                json, SourceFiles.locate(name, json.path(), specFolder, ENDING).read());
    }
}

package io.volute.dataengineering.source;

import io.volute.core.stage.SourceProbe;
import io.volute.dataengineering.DataEngineeringSpec;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the declared sources before a run. */
public final class DeclaredSources implements SourceProbe<DataEngineeringSpec> {
    private final Map<String, Source> sources;

    /** Over the known kinds of sources. */
    @Inject
    public DeclaredSources(Map<String, Source> sources) {
        this.sources = Map.copyOf(sources);
    }

    @Override
    public SortedMap<String, Probe> probe(
            DataEngineeringSpec section, Path specFolder, SortedMap<String, Probe> known) {
        SortedMap<String, Probe> probes = new TreeMap<>();
        section.allSources().forEach((name, choice) -> {
            Source source = choice.from(sources);
            probes.put(name, source.probe(name, choice.options(), specFolder, Optional.ofNullable(known.get(name))));
        });
        return probes;
    }
}

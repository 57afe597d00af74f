package io.volute.core.run;

import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.spec.Spec;
import io.volute.core.stage.ProbeBinding;
import io.volute.core.stage.SourceProbe;
import io.volute.core.stage.SourceState;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the outside looks like: the sources of a spec by stage, now or as a run has pinned them. */
final class Probes {
    private final Database database;
    private final RunStore runs;
    private final Set<ProbeBinding<?>> bindings;

    Probes(Database database, RunStore runs, Set<ProbeBinding<?>> bindings) {
        this.database = database;
        this.runs = runs;
        this.bindings = Set.copyOf(bindings);
    }

    /** Looks; what the last look found spares reading what cannot have changed. */
    Map<String, SortedMap<String, SourceProbe.Probe>> look(UUID project, Spec spec) {
        Map<String, SortedMap<String, SourceProbe.Probe>> probed = new TreeMap<>();
        for (ProbeBinding<?> binding : bindings) {
            if (spec.sections().containsKey(binding.stage())) {
                var known = database.jdbi().withHandle(handle -> runs.knownSources(handle, project, binding.stage()));
                probed.put(binding.stage(), look(binding, spec, known));
            }
        }
        return probed;
    }

    private static <S extends Record> SortedMap<String, SourceProbe.Probe> look(
            ProbeBinding<S> binding, Spec spec, SortedMap<String, SourceProbe.Probe> known) {
        return binding.probe().get().probe(spec.section(binding.stage(), binding.section()), spec.folder(), known);
    }

    /** The same by digests alone. */
    Map<String, SourceState> now(UUID project, Spec spec) {
        Map<String, SourceState> states = new TreeMap<>();
        look(project, spec).forEach((stage, probed) -> states.put(stage, state(probed)));
        return states;
    }

    /** What a run has pinned. */
    Map<String, SourceState> pinned(Handle handle, UUID run) {
        Map<String, SourceState> states = new TreeMap<>();
        for (ProbeBinding<?> binding : bindings) {
            states.put(binding.stage(), state(runs.sources(handle, run, binding.stage())));
        }
        return states;
    }

    private static SourceState state(SortedMap<String, SourceProbe.Probe> probed) {
        SortedMap<String, Digest> digests = new TreeMap<>();
        probed.forEach((source, probe) -> digests.put(source, probe.digest()));
        return new SourceState(digests);
    }
}

package io.volute.core.run;

import io.volute.core.artifact.Digest;
import io.volute.core.spec.Spec;
import io.volute.core.stage.ByHand;
import io.volute.core.stage.SourceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a walk over the plan is relative to: pinned at its start, but for heads and aliases, which its own commits move.
 *
 * @param project the project
 * @param spec the run's spec
 * @param plan its steps
 * @param pass the pass it belongs to
 * @param planned the dates at which each step is planned, by step id; steps that are left out are not walked
 * @param opened slots that have a run, ascending
 * @param sources state of the outside by stage
 * @param appended by stage, what people had appended to its tables by each date
 * @param pins what the pass pinned
 * @param heads heads, loaded on demand
 * @param aliases histories of the aliases
 */
record Frame(
        UUID project,
        Spec spec,
        Plan plan,
        Pass pass,
        SortedMap<String, SortedSet<Instant>> planned,
        List<Slot> opened,
        Map<String, SourceState> sources,
        Map<String, SortedMap<Instant, Digest>> appended,
        List<Pin> pins,
        Heads heads,
        Aliases aliases) {
    /** A digest pinned when the pass opened; absent when there was nothing. */
    record Pin(String entry, String key, String alias, Optional<Digest> digest, String toKey, Optional<UUID> stepRun) {}

    /** A step run to be: an address at a date. */
    record Unit(StepNode node, Address address, Instant asOf) {}

    /** What people have appended to the tables of the unit's stage by its date. */
    Optional<ByHand> appended(Unit unit) {
        return appended
                .getOrDefault(unit.node().binding().stage(), new TreeMap<>())
                .headMap(unit.asOf().plusNanos(1))
                .values()
                .stream()
                .reduce((older, newer) -> newer)
                .map(ByHand::new);
    }

    Optional<Pin> pin(String entry, String key, String alias) {
        return pins.stream()
                .filter(pin -> pin.entry().equals(entry)
                        && pin.key().equals(key)
                        && pin.alias().equals(alias))
                .findFirst();
    }
}

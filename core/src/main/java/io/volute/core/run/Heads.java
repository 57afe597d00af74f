package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Heads as one walk needs them: loaded at once, kept in memory, moved on by the walk's own commits. Used by one
 * thread.
 */
final class Heads {
    /** A read of an address at an instant. */
    record At(Address address, Instant instant) {}

    private final HeadReader reader;
    private final UUID project;
    private final UUID pass;
    private final Map<Address, NavigableMap<Instant, Optional<Head>>> known = new HashMap<>();
    private final Map<UUID, SortedMap<String, SortedMap<Slot, Digest>>> slotMaps = new HashMap<>();

    Heads(HeadReader reader, UUID project, UUID pass) {
        this.reader = reader;
        this.project = project;
        this.pass = pass;
    }

    /** Loads what is not known yet, in one statement. */
    void load(Collection<At> reads) {
        Set<At> missing = new LinkedHashSet<>();
        for (At read : reads) {
            NavigableMap<Instant, Optional<Head>> heads = known.get(read.address());
            if (heads == null || !heads.containsKey(read.instant())) {
                missing.add(read);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach(read ->
                known.computeIfAbsent(read.address(), a -> new TreeMap<>()).put(read.instant(), Optional.empty()));
        reader.heads(project, pass, List.copyOf(missing))
                .forEach((read, head) -> heads(read.address()).put(read.instant(), Optional.of(head)));
    }

    /** The head of an address at an instant; a retired one is none. */
    Optional<Head> find(Address address, Instant instant) {
        return raw(address, instant).filter(head -> !head.retired());
    }

    /** The same, retired ones included. */
    Optional<Head> raw(Address address, Instant instant) {
        NavigableMap<Instant, Optional<Head>> heads = known.get(address);
        Optional<Head> head = heads == null ? null : heads.get(instant);
        if (head == null) {
            load(List.of(new At(address, instant)));
            head = heads(address).get(instant);
        }
        return head == null ? Optional.empty() : head;
    }

    /** Makes a committed step run visible to all later reads at or after its date. */
    void committed(Address address, Head head) {
        heads(address)
                .replaceAll((instant, old) -> instant.isBefore(head.asOf())
                                || (old.isPresent() && old.get().newerThan(head))
                        ? old
                        : Optional.of(head));
    }

    /** Forgets an address, so that it is read again. */
    void forget(Address address) {
        known.remove(address);
    }

    /** The slots of a map output of a head's result, by component; loaded once per result. */
    SortedMap<Slot, Digest> slots(Head head, String component) {
        return slotMaps.computeIfAbsent(head.result(), reader::slotMaps).getOrDefault(component, new TreeMap<>());
    }

    /** Loads the slot maps of several results at once. */
    void loadSlotMaps(Collection<UUID> results) {
        List<UUID> missing = results.stream()
                .filter(id -> !slotMaps.containsKey(id))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            slotMaps.putAll(reader.slotMaps(missing));
        }
    }

    private NavigableMap<Instant, Optional<Head>> heads(Address address) {
        return known.computeIfAbsent(address, a -> new TreeMap<>());
    }
}

package io.volute.core.run;

import io.volute.core.artifact.Digest;
import io.volute.core.run.Frame.Unit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One walk over the plan that says of every unit whether it is fresh, and if not, what differs. */
final class Staleness {
    /**
     * What the walk says of a unit.
     *
     * @param differing components whose digests differ, hard ones only
     * @param waitingFor steps that will run first
     * @param revisionDiffers whether the step's revision was raised
     * @param head what is there now
     * @param message why it failed, for FAILED
     */
    record Finding(
            Unit unit,
            State state,
            NavigableSet<String> differing,
            NavigableSet<String> waitingFor,
            NavigableSet<String> missing,
            boolean revisionDiffers,
            Optional<Head> head,
            String message) {}

    private final Frame frame;
    private final Resolver resolver;
    private final Map<String, String> failures;
    private final Map<Address, NavigableMap<java.time.Instant, State>> states = new HashMap<>();

    /** {@code failures}: message by fingerprint of the tries that failed last. */
    Staleness(Frame frame, Resolver resolver, Map<String, String> failures) {
        this.frame = frame;
        this.resolver = resolver;
        this.failures = failures;
    }

    /** What it is relative to. */
    Frame frame() {
        return frame;
    }

    /** How often an address was resolved. */
    long resolutions() {
        return resolver.resolutions();
    }

    Map<Unit, Finding> walk() {
        var units = resolver.units();
        frame.heads().load(resolver.reads(units));
        Map<Unit, Finding> findings = new LinkedHashMap<>();
        for (Unit unit : units) {
            Finding finding = judge(unit);
            states.computeIfAbsent(unit.address(), a -> new TreeMap<>()).put(unit.asOf(), finding.state());
            findings.put(unit, finding);
        }
        return findings;
    }

    private Finding judge(Unit unit) {
        Optional<Head> head = frame.heads().find(unit.address(), unit.asOf());
        var nothing = new TreeSet<String>();
        if (unit.node().binding().facts() && head.isPresent()) {
            return new Finding(unit, State.FRESH, nothing, nothing, nothing, false, head, "");
        }
        Resolved resolved = resolver.resolve(unit);
        SortedMap<String, NavigableSet<String>> soft = soft(resolved);
        NavigableSet<String> waitingFor = new TreeSet<>();
        soft.values().forEach(waitingFor::addAll);
        NavigableSet<String> missing = new TreeSet<>();
        resolved.absent().forEach((component, entry) -> {
            if (!soft.containsKey(component)) {
                missing.add(entry);
            }
        });
        if (!missing.isEmpty()) {
            return new Finding(unit, State.ABSENT, nothing, waitingFor, missing, false, head, "");
        }
        if (head.isEmpty()) {
            String failure = soft.isEmpty() ? failure(unit, resolved) : "";
            State state = failure.isEmpty() ? State.NEVER : State.FAILED;
            return new Finding(unit, state, nothing, waitingFor, missing, false, head, failure);
        }
        int revision = unit.node().binding().step().get().revision();
        boolean revisionDiffers = !fingerprint(unit, head.get().components(), revision)
                .equals(head.get().fingerprint());
        NavigableSet<String> differing =
                differing(resolved.components(), head.get().components());
        differing.removeAll(soft.keySet());
        State state =
                revisionDiffers || !differing.isEmpty() ? State.STALE : soft.isEmpty() ? State.FRESH : State.WAITING;
        String failure = state == State.STALE && soft.isEmpty() ? failure(unit, resolved) : "";
        return new Finding(
                unit,
                failure.isEmpty() ? state : State.FAILED,
                differing,
                waitingFor,
                missing,
                revisionDiffers,
                head,
                failure);
    }

    private String failure(Unit unit, Resolved resolved) {
        int revision = unit.node().binding().step().get().revision();
        return failures.getOrDefault(resolver.fingerprint(unit, resolved, revision), "");
    }

    private String fingerprint(Unit unit, SortedMap<String, Digest> components, int revision) {
        var asResolved = new Resolved(components, Map.of(), java.util.List.of(), new TreeMap<>(), new TreeMap<>());
        return resolver.fingerprint(unit, asResolved, revision);
    }

    /** Components that a step of this walk may still change, with those steps. */
    private SortedMap<String, NavigableSet<String>> soft(Resolved resolved) {
        SortedMap<String, NavigableSet<String>> soft = new TreeMap<>();
        resolved.sources().forEach((component, reads) -> {
            for (Heads.At read : reads) {
                NavigableMap<java.time.Instant, State> planned = states.get(read.address());
                var newest = planned == null ? null : planned.floorEntry(read.instant());
                if (newest != null
                        && newest.getValue() != State.FRESH
                        && newest.getValue() != State.ABSENT
                        && newest.getValue() != State.FAILED) {
                    soft.computeIfAbsent(component, c -> new TreeSet<>()).add(name(read.address()));
                }
            }
        });
        return soft;
    }

    private static String name(Address address) {
        return address.toString();
    }

    static NavigableSet<String> differing(SortedMap<String, Digest> now, SortedMap<String, Digest> then) {
        NavigableSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(then.keySet());
        names.removeIf(name -> now.containsKey(name) && now.get(name).equals(then.get(name)));
        return names;
    }
}

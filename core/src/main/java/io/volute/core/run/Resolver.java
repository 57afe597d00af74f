package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Frame.Unit;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.SourceState;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the components of a unit's input into digests and values; the only place that knows how reads are dated. */
final class Resolver {
    private static final Comparator<Heads.At> AT_ORDER =
            Comparator.comparing(Heads.At::address).thenComparing(Heads.At::instant);

    private final Frame frame;
    private final Encoding encoding;
    private final Map<String, SortedMap<String, Object>> keys = new HashMap<>();
    private long resolutions;

    Resolver(Frame frame, Encoding encoding) {
        this.frame = frame;
        this.encoding = encoding;
    }

    /** The keys of a step under the frame's spec. */
    SortedMap<String, Object> keys(StepNode node) {
        return keys.computeIfAbsent(node.id(), id -> Plan.keys(node, frame.spec()));
    }

    /** Every unit of the walk: by date, then in the order of the plan, then by slot and key. */
    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        TreeSet<Instant> dates = new TreeSet<>();
        frame.planned().values().forEach(dates::addAll);
        for (Instant date : dates) {
            for (StepNode node : frame.plan().steps()) {
                if (frame.planned().getOrDefault(node.id(), new TreeSet<>()).contains(date)) {
                    for (Optional<Slot> slot : slots(node, date)) {
                        for (String key : keys(node).keySet()) {
                            units.add(new Unit(node, new Address(node.id(), key, slot), date));
                        }
                    }
                }
            }
        }
        return units;
    }

    private List<Optional<Slot>> slots(StepNode node, Instant date) {
        if (!node.perSlot()) {
            return List.of(Optional.empty());
        }
        return frame.opened().stream()
                .filter(slot -> !slot.end().isAfter(date))
                .map(Optional::of)
                .toList();
    }

    /** All reads of these units, so that they can be loaded at once. */
    SortedSet<Heads.At> reads(List<Unit> units) {
        SortedSet<Heads.At> reads = new TreeSet<>(AT_ORDER);
        for (Unit unit : units) {
            reads.add(new Heads.At(unit.address(), unit.asOf()));
            for (Input input : unit.node().inputs()) {
                if (input instanceof Input.Read read && !read.previous() && !read.aliased()) {
                    reads.addAll(addresses(unit, read));
                }
            }
        }
        return reads;
    }

    /** The addresses that a read of a unit looks at, each with its date; not for aliases and pins. */
    private List<Heads.At> addresses(Unit unit, Input.Read read) {
        Optional<Plan.Producer> found = frame.plan().producer(read.entry());
        if (found.isEmpty()) {
            return List.of();
        }
        StepNode producer = found.get().node();
        boolean ownSlot = ownSlot(unit, read, found.get());
        Instant at = instant(unit, ownSlot);
        List<String> readKeys = !producer.keyed()
                ? List.of("")
                : read.shape() == Input.Shape.BY_KEY
                        ? List.copyOf(keys(producer).keySet())
                        : List.of(unit.address().key());
        List<Heads.At> addresses = new ArrayList<>();
        for (String key : readKeys) {
            if (!producer.perSlot()) {
                addresses.add(new Heads.At(new Address(producer.id(), key, Optional.empty()), at));
            } else if (ownSlot) {
                addresses.add(new Heads.At(
                        new Address(producer.id(), key, unit.address().slot()), at));
            } else {
                for (Slot slot : gathered(read, at)) {
                    addresses.add(new Heads.At(new Address(producer.id(), key, Optional.of(slot)), at));
                }
            }
        }
        return addresses;
    }

    private List<Slot> gathered(Input.Read read, Instant at) {
        List<Slot> slots =
                frame.opened().stream().filter(slot -> !slot.end().isAfter(at)).toList();
        return read.last() == 0 || slots.size() <= read.last()
                ? slots
                : slots.subList(slots.size() - read.last(), slots.size());
    }

    private static boolean ownSlot(Unit unit, Input.Read read, Plan.Producer producer) {
        boolean bySlot = producer.node().perSlot() || producer.output() instanceof Output.BySlot;
        return unit.address().slot().isPresent() && bySlot && read.shape() != Input.Shape.BY_SLOT;
    }

    /** A step with a slot reads its own slot as of the run, everything else as of the slot's start. */
    private static Instant instant(Unit unit, boolean ownSlot) {
        return ownSlot || unit.address().slot().isEmpty()
                ? unit.asOf()
                : unit.address().slot().get().start();
    }

    /** How often something was resolved; a walk does so once for each address. */
    long resolutions() {
        return resolutions;
    }

    Resolved resolve(Unit unit) {
        resolutions++;
        var resolved =
                new Resolved(new TreeMap<>(), new HashMap<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        for (Input input : unit.node().inputs()) {
            if (input instanceof Input.Read read) {
                resolveRead(unit, read, resolved);
            } else {
                Object value = plain(unit, input);
                put(resolved, input.name(), value);
            }
        }
        return resolved;
    }

    private @Nullable Object plain(Unit unit, Input input) {
        if (input instanceof Input.SpecPart part) {
            return specPart(unit, part);
        } else if (input instanceof Input.Source) {
            return frame.sources().getOrDefault(unit.node().binding().stage(), new SourceState(new TreeMap<>()));
        } else if (input instanceof Input.Appended) {
            return frame.appended(unit);
        } else if (input instanceof Input.Date) {
            return unit.asOf();
        } else if (input instanceof Input.OwnSlot) {
            return unit.address()
                    .slot()
                    .orElseThrow(() -> new VoluteException(
                            CoreError.PLAN_INVALID,
                            unit.node().id() + ", component " + input.name() + ": this step has no slot"));
        }
        return frame.spec().seed();
    }

    private @Nullable Object specPart(Unit unit, Input.SpecPart part) {
        if (part.path().equals(io.volute.core.stage.FromSpec.KEY)) {
            return keys(unit.node()).get(unit.address().key());
        }
        Object value = frame.spec().sections().get(part.stage());
        for (String name : part.path().split("\\.", -1)) {
            value = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (!(value instanceof Record record)) {
                break;
            }
            value = component(unit, record, name);
        }
        // A step may take as an Optional what stands below something that the spec leaves out.
        return part.optional() && !(value instanceof Optional) ? Optional.ofNullable(value) : value;
    }

    private static Object component(Unit unit, Record record, String name) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return Encoding.read(record, component);
            }
        }
        throw new VoluteException(
                CoreError.PLAN_INVALID,
                unit.node().id() + ": the section's record " + record.getClass().getSimpleName() + " has no component "
                        + name);
    }

    private void put(Resolved resolved, String name, @Nullable Object value) {
        if (value instanceof Optional<?> optional && optional.isEmpty()) {
            resolved.values().put(name, value);
            return;
        }
        resolved.components().put(name, encoding.digest(value));
        if (value != null) {
            resolved.values().put(name, value);
        }
    }

    private void resolveRead(Unit unit, Input.Read read, Resolved resolved) {
        if (read.previous()) {
            frame.pin(read.entry(), pinnedKey(unit, read), read.alias())
                    .filter(pin -> pin.digest().isPresent())
                    .ifPresentOrElse(
                            pin -> one(read, resolved, pin.digest().get(), pin.toKey(), pin.stepRun()),
                            () -> absent(read, resolved));
            return;
        }
        frame.plan().find(read).ifPresent(step -> source(resolved, read.name()));
        if (read.aliased()) {
            Instant at = instant(unit, false);
            frame.plan()
                    .find(read)
                    .ifPresent(mover -> source(resolved, read.name())
                            .add(new Heads.At(new Address(mover.id(), "", Optional.empty()), at)));
            frame.aliases()
                    .find(read.entry(), read.alias(), at)
                    .ifPresentOrElse(
                            row -> one(read, resolved, row.digest(), row.toKey(), row.stepRun()),
                            () -> absent(read, resolved));
            return;
        }
        if (frame.plan().producer(read.entry()).isEmpty()) {
            absent(read, resolved);
            return;
        }
        Plan.Producer producer = frame.plan().producer(read.entry()).get();
        List<Heads.At> addresses = addresses(unit, read);
        source(resolved, read.name()).addAll(addresses);
        switch (read.shape()) {
            case ONE -> resolveOne(unit, read, producer, addresses, resolved);
            case BY_KEY -> resolveByKey(unit, read, producer, addresses, resolved);
            case BY_SLOT -> resolveBySlot(read, producer, addresses, resolved);
        }
    }

    private String pinnedKey(Unit unit, Input.Read read) {
        boolean keyed = !read.aliased()
                && frame.plan()
                        .producer(read.entry())
                        .filter(producer -> producer.node().keyed())
                        .isPresent();
        return keyed ? unit.address().key() : "";
    }

    private static SortedSet<Heads.At> source(Resolved resolved, String component) {
        return resolved.sources().computeIfAbsent(component, name -> new TreeSet<>(AT_ORDER));
    }

    private void resolveOne(
            Unit unit, Input.Read read, Plan.Producer producer, List<Heads.At> addresses, Resolved resolved) {
        Heads.At at = addresses.get(0);
        Optional<Head> head = frame.heads().find(at.address(), at.instant());
        head.flatMap(found -> digest(unit, producer, found))
                .ifPresentOrElse(
                        digest -> one(read, resolved, digest, at.address().key(), head.map(Head::stepRun)),
                        () -> absent(read, resolved));
    }

    private Optional<Digest> digest(Unit unit, Plan.Producer producer, Head head) {
        String component = producer.output().name();
        if (producer.output() instanceof Output.BySlot) {
            return unit.address()
                    .slot()
                    .map(slot -> frame.heads().slots(head, component).get(slot));
        }
        return Optional.ofNullable(head.artifacts().get(component));
    }

    private void resolveByKey(
            Unit unit, Input.Read read, Plan.Producer producer, List<Heads.At> addresses, Resolved resolved) {
        SortedMap<String, Artifact<Object>> byKey = new TreeMap<>();
        for (Heads.At at : addresses) {
            frame.heads()
                    .find(at.address(), at.instant())
                    .ifPresent(head -> digest(unit, producer, head).ifPresent(digest -> {
                        byKey.put(at.address().key(), new Artifact<>(digest));
                        resolved.edges().add(new Resolved.Edge(read.name(), digest, Optional.of(head.stepRun())));
                    }));
        }
        // So that a step may come to gather what most projects do not have, and is not stale for them.
        put(resolved, read.name(), !read.optional() ? byKey : Optional.of(byKey).filter(found -> !found.isEmpty()));
    }

    private void resolveBySlot(Input.Read read, Plan.Producer producer, List<Heads.At> addresses, Resolved resolved) {
        String component = producer.output().name();
        SortedMap<Slot, Artifact<Object>> bySlot = new TreeMap<>();
        if (producer.output() instanceof Output.BySlot) {
            Heads.At at = addresses.get(0);
            Optional<Head> head = frame.heads().find(at.address(), at.instant());
            if (head.isEmpty()) {
                absent(read, resolved);
                return;
            }
            Digest map = head.get().artifacts().get(component);
            if (map == null) {
                absent(read, resolved);
                return;
            }
            // The map's digest stands for all of it; its entries are loaded only when the step runs.
            resolved.components().put(read.name(), encoding.digest(new Artifact<>(map)));
            resolved.values().put(read.name(), new LazySlots(head.get(), component, read.last()));
            resolved.edges()
                    .add(new Resolved.Edge(
                            read.name(), map, Optional.of(head.get().stepRun())));
            return;
        }
        for (Heads.At at : addresses) {
            frame.heads().find(at.address(), at.instant()).ifPresent(head -> {
                Digest digest = head.artifacts().get(component);
                if (digest != null) {
                    bySlot.put(at.address().slot().orElseThrow(), new Artifact<>(digest));
                    resolved.edges().add(new Resolved.Edge(read.name(), digest, Optional.of(head.stepRun())));
                }
            });
        }
        put(resolved, read.name(), bySlot);
    }

    /** A map of slots that is loaded when the input record is built. */
    record LazySlots(Head head, String component, int last) {}

    private void one(
            Input.Read read, Resolved resolved, Digest digest, String key, Optional<java.util.UUID> fromStepRun) {
        Artifact<Object> artifact = new Artifact<>(digest);
        Object value = read.pointer() ? new Pointer<>(key, artifact) : artifact;
        resolved.components().put(read.name(), encoding.digest(value));
        resolved.values().put(read.name(), read.optional() ? Optional.of(value) : value);
        resolved.edges().add(new Resolved.Edge(read.name(), digest, fromStepRun));
    }

    private static void absent(Input.Read read, Resolved resolved) {
        if (read.optional()) {
            resolved.values().put(read.name(), Optional.empty());
        } else {
            resolved.absent().put(read.name(), read.entry() + (read.aliased() ? "@" + read.alias() : ""));
        }
    }

    /** The input record of a resolved unit. */
    Record input(Unit unit, Resolved resolved) {
        RecordComponent[] components = unit.node().binding().input().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object value = resolved.values().get(components[i].getName());
            values[i] = value instanceof LazySlots lazy ? load(lazy) : value;
        }
        try {
            var constructor = unit.node().binding().input().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("input of " + unit.address() + " cannot be built", e);
        }
    }

    private SortedMap<Slot, Artifact<Object>> load(LazySlots lazy) {
        SortedMap<Slot, Artifact<Object>> artifacts = new TreeMap<>();
        frame.heads()
                .slots(lazy.head(), lazy.component())
                .forEach((slot, digest) -> artifacts.put(slot, new Artifact<>(digest)));
        while (lazy.last() > 0 && artifacts.size() > lazy.last()) {
            artifacts.remove(artifacts.firstKey());
        }
        return artifacts;
    }

    /** Format number of fingerprints; raised when the encoding changes. */
    private static final int FORMAT = 1;

    /** What decides the result of a resolved unit. */
    String fingerprint(Unit unit, Resolved resolved, int revision) {
        return encoding.digest(List.of(
                        FORMAT,
                        unit.node().id(),
                        revision,
                        unit.address().key(),
                        unit.address().slotText(),
                        resolved.components()))
                .hex();
    }
}

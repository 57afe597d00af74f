package io.volute.core.run;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.spec.Spec;
import io.volute.core.stage.HandRows;
import io.volute.core.stage.SourceState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Loads what a walk is relative to, and decides at which dates a pass plans its steps. */
final class FrameLoader {
    private final Database database;
    private final Map<String, HandRows> handRows;
    private final HeadReader headReader;

    FrameLoader(Database database, CanonicalJson json, Map<String, HandRows> handRows) {
        this.database = database;
        this.handRows = new TreeMap<>(handRows);
        this.headReader = new HeadReader(database.jdbi(), json);
    }

    Frame load(
            UUID project,
            Spec spec,
            Plan plan,
            Pass pass,
            SortedMap<String, SortedSet<Instant>> planned,
            Map<String, SourceState> sources,
            List<Frame.Pin> pins) {
        return database.jdbi()
                .withHandle(handle -> new Frame(
                        project,
                        spec,
                        plan,
                        pass,
                        planned,
                        opened(handle, project, spec),
                        sources,
                        appended(handle, project),
                        pins,
                        new Heads(headReader, project, pass.id()),
                        new Aliases(aliases(handle, project, pass))));
    }

    private Map<String, SortedMap<Instant, Digest>> appended(Handle handle, UUID project) {
        Map<String, SortedMap<Instant, Digest>> appended = new TreeMap<>();
        handRows.forEach((stage, rows) -> appended.put(stage, rows.states(handle, project)));
        return appended;
    }

    /** Slots of the shortest cadence that have a run, ascending. */
    private static List<Slot> opened(Handle handle, UUID project, Spec spec) {
        Optional<Slot.Cadence> cadence = Plan.slotCadence(spec);
        return handle.createQuery("""
                        select distinct slot from core.run
                        where project = :project and slot is not null and state <> 'REFUSED'
                        """).bind("project", project).mapTo(String.class).stream()
                .map(Slot::parse)
                .filter(slot -> cadence.filter(slot.cadence()::equals).isPresent())
                .sorted()
                .toList();
    }

    private static List<Aliases.Row> aliases(Handle handle, UUID project, Pass pass) {
        return handle.createQuery("""
                        select a.entry, a.alias, a.as_of, p.opened, a.by_hand, a.seq, a.to_key, a.digest, a.step_run
                        from core.alias_row a join core.pass p on p.id = a.pass
                        where a.project = :project and (a.main or a.pass = :pass)
                        """)
                .bind("project", project)
                .bind("pass", pass.id())
                .map((row, context) -> new Aliases.Row(
                        row.getString("entry"),
                        row.getString("alias"),
                        row.getTimestamp("as_of").toInstant(),
                        row.getLong("opened"),
                        row.getBoolean("by_hand"),
                        row.getLong("seq"),
                        row.getString("to_key"),
                        Digest.parse(row.getString("digest")),
                        Optional.ofNullable(row.getObject("step_run", UUID.class))))
                .list();
    }

    /** Every step of the plan, or of some stages, at one date. */
    static SortedMap<String, SortedSet<Instant>> at(Plan plan, Instant date, Optional<List<String>> stages) {
        SortedMap<String, SortedSet<Instant>> planned = new TreeMap<>();
        for (StepNode node : plan.steps()) {
            if (stages.isEmpty() || stages.get().contains(node.binding().stage())) {
                planned.put(node.id(), new TreeSet<>(List.of(date)));
            }
        }
        return planned;
    }

    /**
     * The dates at which a pass that goes on plans its steps: each at its newest one; and where a step without slot
     * reads a producer at an older date than that, the producer at its newest date up to then too, so that an edit
     * reaches the reader. A step that the pass has not planned yet, because a later version brought it, has the dates
     * of its stage: jobs run stages, so that it would have had them.
     */
    static SortedMap<String, SortedSet<Instant>> goingOn(
            Plan plan, Pass pass, SortedMap<String, SortedSet<Instant>> sofar) {
        Map<String, SortedSet<Instant>> known = known(plan, pass, sofar);
        Map<String, NavigableSet<Instant>> planned = new HashMap<>();
        known.forEach((step, dates) -> planned.put(step, new TreeSet<>(List.of(dates.last()))));
        List<StepNode> backwards = new java.util.ArrayList<>(plan.steps());
        java.util.Collections.reverse(backwards);
        for (StepNode reader : backwards) {
            if (reader.perSlot()) {
                continue;
            }
            for (StepNode producer : plan.upstream(reader)) {
                SortedSet<Instant> dates = known.getOrDefault(producer.id(), new TreeSet<>());
                for (Instant date : List.copyOf(planned.computeIfAbsent(reader.id(), id -> new TreeSet<>()))) {
                    SortedSet<Instant> upTo = new TreeSet<>(dates).headSet(date.plusNanos(1));
                    if (!upTo.isEmpty()) {
                        planned.computeIfAbsent(producer.id(), id -> new TreeSet<>())
                                .add(upTo.last());
                    }
                }
            }
        }
        return new TreeMap<>(planned);
    }

    private static Map<String, SortedSet<Instant>> known(
            Plan plan, Pass pass, SortedMap<String, SortedSet<Instant>> sofar) {
        Map<String, SortedSet<Instant>> byStage = new HashMap<>();
        for (StepNode node : plan.steps()) {
            byStage.computeIfAbsent(node.binding().stage(), stage -> new TreeSet<>())
                    .addAll(sofar.getOrDefault(node.id(), new TreeSet<>()));
        }
        byStage.values().forEach(dates -> {
            if (dates.isEmpty()) {
                dates.add(pass.asOf());
            }
        });
        Map<String, SortedSet<Instant>> known = new HashMap<>();
        for (StepNode node : plan.steps()) {
            SortedSet<Instant> own = sofar.get(node.id());
            known.put(
                    node.id(),
                    own != null ? own : byStage.getOrDefault(node.binding().stage(), new TreeSet<>()));
        }
        return known;
    }

    /** What a pass that opens at this date pins: every {@code @Previous} read of the plan, as of now. */
    List<Frame.Pin> pins(Frame frame) {
        Map<String, Frame.Pin> pins = new TreeMap<>();
        for (StepNode node : frame.plan().steps()) {
            for (Input input : node.inputs()) {
                if (input instanceof Input.Read read && read.previous()) {
                    for (String key : keys(frame, read)) {
                        pins.put(read.entry() + " " + key + "@" + read.alias(), pin(frame, read, key));
                    }
                }
            }
        }
        return List.copyOf(pins.values());
    }

    private static Collection<String> keys(Frame frame, Input.Read read) {
        return read.aliased()
                ? List.of("")
                : frame.plan()
                        .producer(read.entry())
                        .map(producer ->
                                Plan.keys(producer.node(), frame.spec()).keySet())
                        .orElse(Set.of(""));
    }

    private static Frame.Pin pin(Frame frame, Input.Read read, String key) {
        Instant at = frame.pass().asOf();
        if (read.aliased()) {
            return frame.aliases()
                    .find(read.entry(), read.alias(), at)
                    .map(row -> new Frame.Pin(
                            read.entry(), "", read.alias(), Optional.of(row.digest()), row.toKey(), row.stepRun()))
                    .orElseGet(() -> nothing(read, key));
        }
        return frame.plan()
                .producer(read.entry())
                .flatMap(producer -> frame.heads()
                        .find(new Address(producer.node().id(), key, Optional.empty()), at)
                        .flatMap(head -> Optional.ofNullable(
                                        head.artifacts().get(producer.output().name()))
                                .map(digest -> new Frame.Pin(
                                        read.entry(), key, "", Optional.of(digest), "", Optional.of(head.stepRun())))))
                .orElseGet(() -> nothing(read, key));
    }

    private static Frame.Pin nothing(Input.Read read, String key) {
        return new Frame.Pin(read.entry(), key, read.alias(), Optional.empty(), "", Optional.empty());
    }
}

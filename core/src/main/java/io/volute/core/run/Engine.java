package io.volute.core.run;

import io.volute.core.artifact.ArtifactStore;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.spec.Schedule;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.ProbeBinding;
import io.volute.core.stage.SourceProbe;
import io.volute.core.stage.SourceState;
import io.volute.core.stage.StepBinding;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs projects. The rules are in {@code docs/concepts.md}; in short: a pass is one turn of the loop with a date, a
 * read at T takes the newest step run dated at most T, and a step runs when what decides its result differs. Safe to
 * use from several processes on one database; one instance is used by one thread.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Database database;
    private final CanonicalJson json;
    private final SpecLoader specs;
    private final Set<StepBinding<?, ?>> bindings;
    private final Set<ProbeBinding<?>> probes;
    private final Checkpoint checkpoint;
    private final Clock clock;
    private final Ids ids;
    private final Encoding encoding;
    private final RunStore runs = new RunStore();
    private final ResultStore results = new ResultStore();
    private final FrameLoader frames;
    private final Leases leases;
    private final StepExecutor executor;
    private final Explanation explanation;
    private final Owner self = Owner.self();

    @Inject
    Engine(
            Database database,
            ArtifactStore store,
            CanonicalJson json,
            SpecLoader specs,
            Set<StepBinding<?, ?>> bindings,
            Set<ProbeBinding<?>> probes,
            Codecs codecs,
            Implementations implementations,
            Ids ids,
            Checkpoint checkpoint,
            Clock clock) {
        this.database = database;
        this.json = json;
        this.specs = specs;
        this.bindings = Set.copyOf(bindings);
        this.probes = Set.copyOf(probes);
        this.checkpoint = checkpoint;
        this.clock = clock;
        this.ids = ids;
        this.encoding = new Encoding(implementations);
        this.frames = new FrameLoader(database, json);
        this.leases = new Leases(database, results);
        this.explanation = new Explanation(database, json);
        this.executor = new StepExecutor(
                database,
                store,
                new ArtifactCache(),
                codecs,
                json,
                implementations,
                encoding,
                new Journal(json, ids),
                results,
                ids,
                leases,
                checkpoint);
    }

    /** Who watches a run, and who may stop it. */
    public record Watch(RunEvent.Listener listener, BooleanSupplier stopped) {
        /** Nobody. */
        public static final Watch NOBODY = new Watch(event -> {}, () -> false);

        /** Sees to it that a listener which throws changes nothing. */
        public Watch {
            listener = guarded(listener);
        }

        private static RunEvent.Listener guarded(RunEvent.Listener listener) {
            return event -> {
                try {
                    listener.on(event);
                } catch (RuntimeException e) {
                    LOG.warn("a listener failed at {}: {}", event, e.toString());
                }
            };
        }
    }

    /**
     * What a run was asked for beside its steps; kept, so that it can be taken up.
     *
     * @param key the only key to look at
     * @param rewrite the slot whose facts are computed again
     */
    record Asked(Optional<String> key, Optional<Slot> rewrite) {
        static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());
    }

    /** A run that was opened and can be executed, now or after a crash. */
    record Open(RunStore.Row run, Pass pass, Spec spec, SortedMap<String, SortedSet<Instant>> planned) {}

    Plan plan(Spec spec) {
        return new Plan(bindings, spec);
    }

    UUID project(Spec spec) {
        return database.jdbi().inTransaction(handle -> runs.project(handle, spec.project(), ids.next()));
    }

    /** Works while no other run of the project can. */
    <T> T inTurn(UUID project, Watch watch, Supplier<T> work) {
        return Turn.during(
                database,
                project,
                () -> watch.listener().on(new RunEvent.Waited("another run of this project is going on")),
                watch.stopped(),
                work);
    }

    /** {@code volute run}. */
    public RunReport run(Spec spec, RunRequest request, Watch watch) {
        Plan plan = plan(spec);
        request.selection().steps(plan);
        UUID project = project(spec);
        return inTurn(
                project,
                watch,
                () -> execute(open(project, spec, plan, request), request.selection(), Optional.empty(), watch));
    }

    private Open open(UUID project, Spec spec, Plan plan, RunRequest request) {
        Map<String, SortedMap<String, SourceProbe.Probe>> probed = probe(project, spec);
        checkpoint.at(Moment.OPEN);
        return database.jdbi().inTransaction(handle -> {
            abandon(handle, project);
            List<Pass> passes = runs.passes(handle, project);
            Optional<Pass> latest = latest(passes);
            if (latest.isEmpty()) {
                request.selection().requireRunnable(plan);
            }
            Pass pass;
            if (latest.isEmpty()
                    || (request.asOf().isPresent()
                            && !goesOn(passes, request.asOf().get()))) {
                Instant asOf = request.asOf().orElseGet(clock::instant);
                boolean main = latest.isEmpty() || !asOf.isBefore(newestMain(handle, project, passes));
                String cause = latest.isEmpty() ? "first" : main ? request.cause() : "look back";
                pass = openPass(handle, project, spec, plan, asOf, main, cause);
            } else {
                pass = request.asOf().isPresent()
                        ? continued(passes, request.asOf().get()).orElseThrow()
                        : latest.get();
            }
            var sofar = runs.plannedIn(handle, pass.id());
            var planned = FrameLoader.goingOn(plan, pass, sofar);
            planned.keySet().retainAll(request.selection().steps(plan));
            return insert(
                    handle,
                    project,
                    spec,
                    pass,
                    planned,
                    Optional.empty(),
                    Optional.empty(),
                    request.cause(),
                    new Asked(request.selection().key(), Optional.empty()),
                    probed);
        });
    }

    private static boolean goesOn(List<Pass> passes, Instant asOf) {
        return continued(passes, asOf).isPresent();
    }

    /** The pass that a date continues: the latest one of the main line if it has it, else the look back of that date. */
    private static Optional<Pass> continued(List<Pass> passes, Instant asOf) {
        return latest(passes)
                .filter(pass -> pass.asOf().equals(asOf))
                .or(() -> passes.stream()
                        .filter(pass -> !pass.main() && pass.asOf().equals(asOf))
                        .findFirst());
    }

    /** The newest main pass, by date, then by order of opening. */
    static Optional<Pass> latest(List<Pass> passes) {
        return passes.stream()
                .filter(Pass::main)
                .max(Comparator.comparing(Pass::asOf).thenComparing(Pass::opened));
    }

    private static Instant newestMain(Handle handle, UUID project, List<Pass> passes) {
        Instant newestPass = passes.stream()
                .filter(Pass::main)
                .map(Pass::asOf)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return handle.createQuery("""
                        select max(r.as_of) from core.run r join core.pass p on p.id = r.pass
                        where r.project = :project and p.main
                        """)
                .bind("project", project)
                .mapTo(Instant.class)
                .findFirst()
                .filter(newest -> newest.isAfter(newestPass))
                .orElse(newestPass);
    }

    private Pass openPass(Handle handle, UUID project, Spec spec, Plan plan, Instant asOf, boolean main, String cause) {
        UUID id = ids.next();
        var provisional = new Pass(id, 0, asOf, main, cause);
        Frame before = frames.load(project, spec, plan, provisional, new TreeMap<>(), Map.of(), List.of());
        List<Frame.Pin> pins = frames.pins(before);
        Pass pass = runs.openPass(handle, project, id, asOf, main, cause);
        pins.forEach(pin -> runs.pin(handle, id, pin));
        return pass;
    }

    Open openSlot(UUID project, Spec spec, Plan plan, String job, Slot slot, Watch watch) {
        Schedule schedule = spec.schedule(job);
        Map<String, SortedMap<String, SourceProbe.Probe>> probed = probe(project, spec);
        checkpoint.at(Moment.OPEN);
        return database.jdbi().inTransaction(handle -> {
            List<Pass> passes = runs.passes(handle, project);
            Pass pass = schedule.opensPass()
                    ? openPass(handle, project, spec, plan, slot.end(), true, "schedule " + job + " " + slot)
                    : covering(passes, slot).orElseThrow();
            var planned = FrameLoader.at(plan, slot.end(), Optional.of(schedule.stages()));
            return insert(
                    handle,
                    project,
                    spec,
                    pass,
                    planned,
                    Optional.of(job),
                    Optional.of(slot),
                    "schedule " + job + " " + slot,
                    Asked.NOTHING,
                    probed);
        });
    }

    /** The pass that a slot belongs to: the newest of the main line that was open when it began. */
    static Optional<Pass> covering(List<Pass> passes, Slot slot) {
        return passes.stream()
                .filter(pass -> pass.main() && !pass.asOf().isAfter(slot.start()))
                .max(Comparator.comparing(Pass::asOf).thenComparing(Pass::opened));
    }

    private Open insert(
            Handle handle,
            UUID project,
            Spec spec,
            Pass pass,
            SortedMap<String, SortedSet<Instant>> planned,
            Optional<String> job,
            Optional<Slot> slot,
            String cause,
            Asked asked,
            Map<String, SortedMap<String, SourceProbe.Probe>> probed) {
        UUID run = ids.next();
        Instant asOf = slot.map(Slot::end).orElse(pass.asOf());
        var opening = new RunStore.Opening(
                run,
                project,
                Optional.of(pass.id()),
                job,
                slot.map(Slot::toString),
                asOf,
                cause,
                json.write(asked),
                json.write(spec.tree()),
                spec.folder().toString(),
                "RUNNING",
                "");
        long number = runs.open(handle, opening, self).orElseThrow();
        runs.planSteps(handle, run, planned);
        probed.forEach((stage, states) -> runs.pinSources(handle, run, stage, states));
        var row = new RunStore.Row(
                run,
                number,
                Optional.of(pass.id()),
                job,
                slot.map(Slot::toString),
                asOf,
                cause,
                opening.steps(),
                opening.spec(),
                opening.folder(),
                "RUNNING",
                "");
        return new Open(row, pass, spec, planned);
    }

    /** Runs by hand that died are left behind by a new one; what they finished is reused. */
    private void abandon(Handle handle, UUID project) {
        for (RunStore.Row run : runs.runs(handle, project)) {
            if (run.state().equals("RUNNING") && run.slot().isEmpty()) {
                runs.end(handle, run.id(), "ABANDONED", "a newer run took over");
            }
        }
    }

    private Map<String, SortedMap<String, SourceProbe.Probe>> probe(UUID project, Spec spec) {
        Map<String, SortedMap<String, SourceProbe.Probe>> probed = new TreeMap<>();
        for (ProbeBinding<?> binding : probes) {
            if (spec.sections().containsKey(binding.stage())) {
                var known = database.jdbi().withHandle(handle -> runs.knownSources(handle, project, binding.stage()));
                probed.put(binding.stage(), probe(binding, spec, known));
            }
        }
        return probed;
    }

    private static <S extends Record> SortedMap<String, SourceProbe.Probe> probe(
            ProbeBinding<S> binding, Spec spec, SortedMap<String, SourceProbe.Probe> known) {
        return binding.probe().get().probe(spec.section(binding.stage(), binding.section()), spec.folder(), known);
    }

    /** Executes an opened run; the caller holds the project's turn. */
    RunReport execute(Open open, Selection selection, Optional<Slot> rewrite, Watch watch) {
        RunStore.Row run = open.run();
        Plan plan = plan(open.spec());
        UUID project = database.jdbi()
                .withHandle(handle -> runs.find(handle, open.spec().project()))
                .orElseThrow();
        watch.listener()
                .on(new RunEvent.RunStarted(
                        open.spec().project(), open.pass().opened(), run.asOf(), run.cause(), run.job(), run.slot()));
        Frame frame = frame(project, open, plan);
        var resolver = new Resolver(frame, encoding);
        var around = new StepExecutor.Surroundings(frame, resolver, run.id(), watch.listener(), watch.stopped());
        var walk = new Walk(executor, around, explanation, checkpoint);
        try {
            walk.retire(gone(project, frame, resolver));
            RunReport report = walk.walk(frame.planned().keySet(), selection, rewrite, run);
            checkpoint.at(Moment.FINISH);
            database.jdbi()
                    .useHandle(handle -> runs.end(
                            handle,
                            run.id(),
                            report.status(),
                            report.error().map(Throwable::getMessage).orElse("")));
            watch.listener().on(new RunEvent.RunEnded(report.status()));
            return report;
        } catch (VoluteException e) {
            if (e.code() == CoreError.INTERRUPTED) {
                database.jdbi().useHandle(handle -> runs.end(handle, run.id(), "RUNNING", "interrupted"));
            }
            throw e;
        } catch (RuntimeException e) {
            throw Database.connectionLost(e) ? database.unavailable(e) : e;
        }
    }

    private Frame frame(UUID project, Open open, Plan plan) {
        return database.jdbi().withHandle(handle -> {
            Map<String, SourceState> sources = new TreeMap<>();
            for (ProbeBinding<?> binding : probes) {
                SortedMap<String, Digest> digests = new TreeMap<>();
                runs.sources(handle, open.run().id(), binding.stage())
                        .forEach((source, probe) -> digests.put(source, probe.digest()));
                sources.put(binding.stage(), new SourceState(digests));
            }
            return frames.load(
                    project,
                    open.spec(),
                    plan,
                    open.pass(),
                    open.planned(),
                    sources,
                    runs.pins(handle, open.pass().id()));
        });
    }

    /** Addresses with a head whose key is no longer in the spec. */
    private List<Address> gone(UUID project, Frame frame, Resolver resolver) {
        return database
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select distinct step, key, slot from core.step_run
                                where project = :project and key <> '' and (main or pass = :pass)
                                """)
                        .bind("project", project)
                        .bind("pass", frame.pass().id())
                        .map((row, context) ->
                                Address.of(row.getString("step"), row.getString("key"), row.getString("slot")))
                        .list())
                .stream()
                .filter(address -> frame.planned().containsKey(address.step()))
                .filter(address -> {
                    StepNode node = frame.plan().load(address.step());
                    return node.keyed()
                            && !node.binding().facts()
                            && !resolver.keys(node).containsKey(address.key());
                })
                .sorted()
                .toList();
    }

    /** Takes up a run that died or failed, under its own pins. */
    RunReport takeUp(UUID project, RunStore.Row run, Watch watch) {
        Spec pinned = specs.fromTree(json.tree(run.spec()), Path.of(run.folder()));
        Open open = database.jdbi().inTransaction(handle -> {
            runs.own(handle, run.id(), self);
            Pass pass = runs.passes(handle, project).stream()
                    .filter(candidate -> candidate.id().equals(run.pass().orElseThrow()))
                    .findFirst()
                    .orElseThrow();
            return new Open(run, pass, pinned, runs.plannedBy(handle, run.id()));
        });
        reprobe(project, open);
        Asked asked = run.steps().isEmpty() ? Asked.NOTHING : json.read(run.steps(), Asked.class);
        return execute(open, Selection.ofKey(asked.key()), asked.rewrite(), watch);
    }

    /** A run whose pins nothing has used yet may see the sources as they are now. */
    private void reprobe(UUID project, Open open) {
        Plan plan = plan(open.spec());
        var probed = probe(project, open.spec());
        database.jdbi()
                .useTransaction(handle -> probed.forEach((stage, states) -> {
                    List<String> readers = plan.steps().stream()
                            .filter(node -> node.binding().stage().equals(stage))
                            .filter(node -> node.inputs().stream().anyMatch(Input.Source.class::isInstance))
                            .map(StepNode::id)
                            .toList();
                    if (!runs.wrote(handle, open.run().id(), readers)) {
                        runs.pinSources(handle, open.run().id(), stage, states);
                    }
                }));
    }

    /** {@code volute status}: the state of every address of the latest pass. */
    public List<Status> status(Spec spec) {
        return walkStatus(spec).stream()
                .map(entry -> new Status(
                        entry.finding().unit().address().step(),
                        entry.finding().unit().address().key(),
                        entry.finding().unit().address().slotText(),
                        entry.finding().unit().asOf(),
                        entry.finding().state(),
                        entry.why()))
                .toList();
    }

    /** What the latest pass pinned and others have replaced since, as of its date. */
    List<Suggestion> suggestions(Spec spec) {
        Plan plan = plan(spec);
        UUID project = project(spec);
        return database.jdbi()
                .withHandle(handle -> latest(runs.passes(handle, project)).stream()
                        .flatMap(pass -> runs.pins(handle, pass.id()).stream()
                                .filter(pin -> pin.alias().isEmpty())
                                .flatMap(pin -> plan
                                        .producer(pin.entry())
                                        .flatMap(producer -> newer(handle, project, pass, pin, producer))
                                        .stream()))
                        .toList());
    }

    private static Optional<Suggestion> newer(
            Handle handle, UUID project, Pass pass, Frame.Pin pin, Plan.Producer producer) {
        return handle.createQuery("""
                        select r.artifacts ->> :component as digest, s.as_of
                        from core.step_run s join core.result r on r.id = s.result
                        where s.project = :project and s.main and s.pass <> :pass
                          and s.step = :step and s.key = :key and s.as_of <= :asOf and jsonb_exists(r.artifacts, :component)
                        order by s.as_of desc, s.seq desc limit 1
                        """)
                .bind("component", producer.output().name())
                .bind("project", project)
                .bind("pass", pass.id())
                .bind("step", producer.node().id())
                .bind("key", pin.key())
                .bind("asOf", pass.asOf())
                .map((row, context) -> new Suggestion(
                        pin.entry(),
                        pin.key(),
                        pin.digest(),
                        Digest.parse(row.getString("digest")),
                        row.getTimestamp("as_of").toInstant()))
                .findFirst()
                .filter(newer -> !newer.pinned().equals(Optional.of(newer.newer())));
    }

    /** A finding in words. */
    record Explained(Staleness.Finding finding, String why) {}

    List<Explained> walkStatus(Spec spec) {
        Staleness staleness = staleness(spec);
        return staleness.walk().values().stream()
                .map(finding -> new Explained(finding, explanation.reason(staleness.frame(), finding)))
                .toList();
    }

    /** The latest pass as it would go on, ready to be walked. */
    Staleness staleness(Spec spec) {
        Plan plan = plan(spec);
        UUID project = project(spec);
        Optional<Pass> latest = latest(database.jdbi().withHandle(handle -> runs.passes(handle, project)));
        Pass pass = latest.orElseGet(() -> new Pass(new UUID(0, 0), 0, clock.instant(), true, "first"));
        Frame frame = database.jdbi().withHandle(handle -> {
            Map<String, SourceState> sources = new TreeMap<>();
            probe(project, spec).forEach((stage, states) -> {
                SortedMap<String, Digest> digests = new TreeMap<>();
                states.forEach((source, probe) -> digests.put(source, probe.digest()));
                sources.put(stage, new SourceState(digests));
            });
            var planned = FrameLoader.goingOn(plan, pass, runs.plannedIn(handle, pass.id()));
            return frames.load(project, spec, plan, pass, planned, sources, runs.pins(handle, pass.id()));
        });
        var failures = database.jdbi().withHandle(handle -> results.failures(handle, project));
        return new Staleness(frame, new Resolver(frame, encoding), failures);
    }

    /** Records that a slot will not be run. */
    void refuse(UUID project, String job, Slot slot, String why) {
        database.jdbi()
                .useTransaction(handle -> runs.open(
                        handle,
                        new RunStore.Opening(
                                ids.next(),
                                project,
                                Optional.empty(),
                                Optional.of(job),
                                Optional.of(slot.toString()),
                                slot.end(),
                                "schedule " + job + " " + slot,
                                "",
                                "{}",
                                "",
                                "REFUSED",
                                why),
                        self));
    }

    /** The slot's facts again: a run of the latest pass, dated its newest date, over that slot's facts only. */
    RunReport rewrite(UUID project, Spec spec, Slot slot, Watch watch) {
        Plan plan = plan(spec);
        var probed = probe(project, spec);
        Instant newest = newest(project);
        Open open = database.jdbi().inTransaction(handle -> {
            Pass pass = latest(runs.passes(handle, project))
                    .orElseThrow(() -> new VoluteException(
                            CoreError.SLOT_REFUSED, "slot " + slot + ": there is no pass yet (volute run --as-of …)"));
            SortedMap<String, SortedSet<Instant>> planned = FrameLoader.at(plan, newest, Optional.empty());
            planned.keySet().removeIf(id -> !plan.load(id).binding().facts());
            return insert(
                    handle,
                    project,
                    spec,
                    pass,
                    planned,
                    Optional.empty(),
                    Optional.empty(),
                    "facts of " + slot + " again",
                    new Asked(Optional.empty(), Optional.of(slot)),
                    probed);
        });
        return execute(open, Selection.ALL, Optional.of(slot), watch);
    }

    /** The newest date of any main run, for rows that are dated by hand. */
    Instant newest(UUID project) {
        return database.jdbi().withHandle(handle -> newestMain(handle, project, runs.passes(handle, project)));
    }

    /** A frame of the latest pass for reading, not for running. */
    Frame now(UUID project, Spec spec, Plan plan) {
        Pass pass = latest(database.jdbi().withHandle(handle -> runs.passes(handle, project)))
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT, "project " + spec.project() + ": has not run yet (volute run)"));
        return frames.load(project, spec, plan, pass, new TreeMap<>(), Map.of(), List.of());
    }

    /** Appends an alias row by hand. */
    void point(Frame frame, Commit.Move move, Instant asOf, String why) {
        var journal = new Journal(json, ids);
        database.jdbi().useTransaction(handle -> {
            long seq = journal.nextSeq(handle, frame.project());
            journal.alias(handle, frame, seq, move, asOf, true, Optional.empty(), why);
        });
    }

    /** An artifact's verified value. */
    <T> T load(Class<T> type, io.volute.core.artifact.Artifact<T> artifact) {
        return executor.load(type, artifact);
    }

    Ids ids() {
        return ids;
    }

    CanonicalJson json() {
        return json;
    }

    Database database() {
        return database;
    }

    RunStore runs() {
        return runs;
    }

    Owner self() {
        return self;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        leases.close();
    }
}

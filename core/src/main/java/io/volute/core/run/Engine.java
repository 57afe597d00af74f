package io.volute.core.run;

import io.volute.core.artifact.ArtifactStore;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.HandRows;
import io.volute.core.stage.ProbeBinding;
import io.volute.core.stage.StepBinding;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    private final Set<StepBinding<?, ?>> bindings;
    private final Checkpoint checkpoint;
    private final Clock clock;
    private final Ids ids;
    private final Encoding encoding;
    private final RunStore runs = new RunStore();
    private final ResultStore results = new ResultStore();
    private final FrameLoader frames;
    private final Probes probes;
    private final Opener opener;
    private final Overview overview;
    private final Leases leases;
    private final StepExecutor executor;
    private final Explanation explanation;
    private final Owner self = Owner.self();
    private final ProposalDesk proposals;

    @Inject
    Engine(
            Database database,
            ArtifactStore store,
            CanonicalJson json,
            SpecLoader specs,
            Set<StepBinding<?, ?>> bindings,
            Set<ProbeBinding<?>> probes,
            Map<String, HandRows> handRows,
            Codecs codecs,
            Implementations implementations,
            Ids ids,
            Checkpoint checkpoint,
            Clock clock) {
        this.database = database;
        this.json = json;
        this.bindings = Set.copyOf(bindings);
        this.checkpoint = checkpoint;
        this.clock = clock;
        this.ids = ids;
        this.encoding = new Encoding(implementations);
        this.frames = new FrameLoader(database, json, handRows);
        this.probes = new Probes(database, runs, probes);
        this.explanation = new Explanation(database, json);
        this.opener = new Opener(database, json, specs, runs, frames, this.probes, checkpoint, clock, ids, self);
        this.proposals = new ProposalDesk(this, specs);
        this.overview = new Overview(database, runs, results, frames, this.probes, encoding, explanation, clock);
        this.leases = new Leases(database, results);
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
        return inTurn(project, watch, () -> {
            boolean opens = request.asOf().isPresent() && request.selection().everything();
            Spec now = opens ? accepting(spec) : spec;
            Optional<ProposalDecision> accepted =
                    request.selection().everything() ? proposals.pending(now) : Optional.empty();
            RunRequest asked = accepted.map(request::becauseOf).orElse(request);
            return execute(
                    opener.byHand(project, now, plan(now), asked, accepted.isPresent()), asked.selection(), watch);
        });
    }

    /** The spec with what was accepted; where proposals are accepted by themselves, that happens now. */
    private Spec accepting(Spec spec) {
        proposals.acceptByItself(spec);
        return proposals.effective(spec);
    }

    ProposalDesk proposals() {
        return proposals;
    }

    private RunReport execute(Opener.Open open, Selection selection, Watch watch) {
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
        var around = new StepExecutor.Surroundings(
                frame, resolver, new KeptResults(database, results), run.id(), watch.listener(), watch.stopped());
        var walk = new Walk(executor, around, explanation, checkpoint);
        try {
            walk.retire(gone(project, frame, resolver));
            RunReport report =
                    walk.walk(frame.planned().keySet(), selection, open.asked().rewrite(), run);
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

    private Frame frame(UUID project, Opener.Open open, Plan plan) {
        return database.jdbi()
                .withHandle(handle -> frames.load(
                        project,
                        open.spec(),
                        plan,
                        open.pass(),
                        open.planned(),
                        probes.pinned(handle, open.run().id()),
                        runs.pins(handle, open.pass().id())));
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

    /** A scheduled run; the caller holds the project's turn. */
    RunReport runSlot(UUID project, Spec spec, String job, Slot slot, Watch watch) {
        Spec now = spec.schedule(job).opensPass() ? accepting(spec) : proposals.effective(spec);
        String because = proposals
                .pending(now)
                .map(found -> ", insight " + found.proposal().id())
                .orElse("");
        return execute(opener.ofSlot(project, now, plan(now), job, slot, because), Selection.ALL, watch);
    }

    /** Takes up a run that died or failed; the caller holds the project's turn. */
    RunReport takeUp(UUID project, RunStore.Row run, Watch watch) {
        Opener.Open open = opener.again(project, run, this::plan);
        return execute(open, Selection.ofKey(open.asked().key()), watch);
    }

    /** The facts of a slot again; the caller holds the project's turn. */
    RunReport rewrite(UUID project, Spec spec, Slot slot, Watch watch) {
        return execute(opener.ofFacts(project, spec, plan(spec), slot), Selection.ALL, watch);
    }

    /** Records that a slot will not be run. */
    void refuse(UUID project, String job, Slot slot, String why) {
        opener.refuse(project, job, slot, why);
    }

    /** {@code volute status}: the state of every address of the latest pass. */
    public List<Status> status(Spec spec) {
        return overview.status(project(spec), spec, plan(spec));
    }

    /** What the latest pass pinned and others have replaced since, as of its date. */
    List<Suggestion> suggestions(Spec spec) {
        return overview.suggestions(project(spec), plan(spec));
    }

    List<Overview.Explained> explained(Spec spec) {
        return overview.explained(project(spec), spec, plan(spec));
    }

    /** The latest pass as it would go on, ready to be walked. */
    Staleness staleness(Spec spec) {
        return overview.staleness(project(spec), spec, plan(spec));
    }

    /** The newest date of any main run, for rows that are dated by hand. */
    Instant newest(UUID project) {
        return opener.newest(project);
    }

    /** A frame of the latest pass for reading, not for running. */
    Frame now(UUID project, Spec spec, Plan plan) {
        return overview.now(project, spec, plan);
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

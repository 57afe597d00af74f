package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.ArtifactStore;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.run.Frame.Unit;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Recorder;
import io.volute.core.stage.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one unit up to date: head, cache, or claim, run, publish, commit. Used by one thread. */
final class StepExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(StepExecutor.class);
    private static final long POLL_NANOS = 100_000_000L;

    /** What came of a unit. */
    record Outcome(String status, OutputReader.Parts parts, long millis) {}

    private final Database database;
    private final ArtifactStore store;
    private final ArtifactCache cache;
    private final Codecs codecs;
    private final CanonicalJson json;
    private final Implementations implementations;
    private final OutputReader outputs;
    private final Journal journal;
    private final ResultStore results;
    private final Ids ids;
    private final Checkpoint checkpoint;
    private final Leases leases;
    private final Owner self = Owner.self();

    StepExecutor(
            Database database,
            ArtifactStore store,
            ArtifactCache cache,
            Codecs codecs,
            CanonicalJson json,
            Implementations implementations,
            Encoding encoding,
            Journal journal,
            ResultStore results,
            Ids ids,
            Leases leases,
            Checkpoint checkpoint) {
        this.database = database;
        this.store = store;
        this.cache = cache;
        this.codecs = codecs;
        this.json = json;
        this.implementations = implementations;
        this.outputs = new OutputReader(json, encoding);
        this.journal = journal;
        this.results = results;
        this.ids = ids;
        this.leases = leases;
        this.checkpoint = checkpoint;
    }

    /** What the executor needs to know of the run around it. */
    record Surroundings(
            Frame frame,
            Resolver resolver,
            KeptResults kept,
            UUID run,
            RunEvent.Listener listener,
            BooleanSupplier stopped) {}

    /**
     * Brings a resolved unit up to date.
     *
     * @param fresh whether to compute although the cache has it
     */
    Outcome bring(Surroundings around, Unit unit, Resolved resolved, boolean fresh) {
        Step<?, ?> step = unit.node().binding().step().get();
        String fingerprint = around.resolver().fingerprint(unit, resolved, step.revision());
        Optional<Head> head = around.frame().heads().find(unit.address(), unit.asOf());
        if (!fresh && head.isPresent() && head.get().fingerprint().equals(fingerprint)) {
            return keep(around, unit, resolved, head.get());
        }
        int first = fresh
                ? database.jdbi()
                        .withHandle(
                                handle -> results.next(handle, around.frame().project(), fingerprint))
                : 0;
        while (true) {
            int from = first;
            Optional<ResultStore.Row> row = database.jdbi()
                    .withHandle(handle -> results.find(handle, around.frame().project(), fingerprint, from));
            if (row.isPresent() && ended(row.get())) {
                if (bytesPresent(row.get())) {
                    return reuse(around, unit, resolved, fingerprint, row.get());
                }
                // Its rows stay as they are; the bytes are made again under the next attempt.
                first = row.get().attempt() + 1;
                continue;
            }
            int attempt = row.map(ResultStore.Row::attempt).orElse(first);
            Optional<ResultStore.Claim> claim = claim(around, fingerprint, attempt, row);
            if (claim.isPresent()) {
                return compute(around, unit, resolved, fingerprint, claim.get());
            }
            if (around.stopped().getAsBoolean()) {
                throw new VoluteException(CoreError.INTERRUPTED, "interrupted while another process computed");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean ended(ResultStore.Row row) {
        return row.state().equals("SKIPPED") || row.state().equals("DONE");
    }

    private boolean bytesPresent(ResultStore.Row row) {
        List<Digest> digests = new ArrayList<>();
        json.tree(row.slotMaps().isEmpty() ? "{}" : row.slotMaps())
                .forEach(map -> map.forEach(digest -> digests.add(Digest.parse(digest.asText()))));
        var maps = json.tree(row.slotMaps().isEmpty() ? "{}" : row.slotMaps());
        json.tree(row.artifacts().isEmpty() ? "{}" : row.artifacts())
                .properties()
                .forEach(entry -> {
                    if (!maps.has(entry.getKey())) {
                        digests.add(Digest.parse(entry.getValue().asText()));
                    }
                });
        return digests.stream().allMatch(store::contains);
    }

    private Outcome keep(Surroundings around, Unit unit, Resolved resolved, Head head) {
        ResultStore.Row row = around.kept().of(head);
        if (unit.address().slot().isEmpty() && head.asOf().isBefore(unit.asOf())) {
            return reuse(around, unit, resolved, head.fingerprint(), row);
        }
        return new Outcome("FRESH", outputs.read(unit.node(), row), 0);
    }

    private Outcome reuse(Surroundings around, Unit unit, Resolved resolved, String fingerprint, ResultStore.Row row) {
        OutputReader.Parts parts = outputs.read(unit.node(), row);
        boolean skipped = row.state().equals("SKIPPED");
        write(around, commit(around, unit, resolved, "REUSED", fingerprint, row.id(), skipped, parts));
        return new Outcome(skipped ? "SKIPPED" : "REUSED", parts, 0);
    }

    private Commit commit(
            Surroundings around,
            Unit unit,
            Resolved resolved,
            String kind,
            String fingerprint,
            UUID result,
            boolean skipped,
            OutputReader.Parts parts) {
        return new Commit(
                unit,
                around.run(),
                kind,
                fingerprint,
                Optional.of(result),
                skipped,
                resolved.components(),
                resolved.edges(),
                parts.artifacts(),
                parts.slotMaps(),
                parts.moves());
    }

    /** Appends a step run that computes nothing. */
    void write(Surroundings around, Commit commit) {
        see(around, commit.unit(), database.jdbi().inTransaction(handle -> {
            long seq = nextSeq(handle, around);
            return journal.append(handle, around.frame(), commit, seq);
        }));
    }

    /** Lets the rest of the walk see what was committed. */
    private static void see(Surroundings around, Unit unit, Optional<Journal.Appended> appended) {
        Heads heads = around.frame().heads();
        if (appended.isEmpty()) {
            heads.forget(unit.address());
            return;
        }
        heads.committed(unit.address(), appended.get().head());
        appended.get().aliases().forEach(around.frame().aliases()::committed);
    }

    private Optional<ResultStore.Claim> claim(
            Surroundings around, String fingerprint, int attempt, Optional<ResultStore.Row> row) {
        Optional<Long> seen = row.filter(found -> found.owner().deadHere(self)).map(ResultStore.Row::epoch);
        checkpoint.at(Moment.CLAIM);
        return database.jdbi()
                .withHandle(handle ->
                        results.claim(handle, around.frame().project(), fingerprint, attempt, ids.next(), self, seen));
    }

    private Outcome compute(
            Surroundings around, Unit unit, Resolved resolved, String fingerprint, ResultStore.Claim claim) {
        long start = System.nanoTime();
        Optional<String> unavailable = unavailable(resolved);
        if (unavailable.isPresent()) {
            return skip(around, unit, resolved, fingerprint, claim, unavailable.get());
        }
        around.listener()
                .on(new RunEvent.StepStarted(
                        unit.address().step(),
                        unit.address().key(),
                        unit.address().slotText()));
        try (Leases.Lease lease = leases.keep(claim);
                var context = new RunningStep(
                        unit.address(),
                        codecs,
                        store,
                        cache,
                        around.frame().spec().folder(),
                        around.listener(),
                        () -> {
                            if (lease.lost()) {
                                throw fenced(unit);
                            }
                            return around.stopped().getAsBoolean();
                        })) {
            checkpoint.at(Moment.RUN);
            Record output = run(unit, around.resolver().input(unit, resolved), context);
            OutputReader.Parts parts = outputs.read(unit.node(), output);
            requireBytes(unit, parts, context);
            checkpoint.at(Moment.PUBLISH);
            context.draft().publish(digests -> hold(unit, claim, digests));
            long millis = (System.nanoTime() - start) / 1_000_000;
            checkpoint.at(Moment.COMMIT);
            finish(around, unit, resolved, fingerprint, claim, parts, output, millis);
            checkpoint.at(Moment.TELL);
            return new Outcome("COMPUTED", parts, millis);
        } catch (VoluteException e) {
            // Interrupted is not failed: nobody needs to hear of it later.
            fail(claim, e.code() == CoreError.INTERRUPTED || e.getMessage() == null ? "" : e.getMessage());
            throw e;
        } catch (Exception e) {
            if (Database.connectionLost(e)) {
                throw database.unavailable(e);
            }
            fail(claim, "defect in " + unit.node().id());
            LOG.debug("step {} failed", unit.address(), e);
            throw new VoluteException(
                    CoreError.INTERNAL,
                    unit.address() + ": failed unexpectedly (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private void hold(Unit unit, ResultStore.Claim claim, List<Digest> digests) {
        List<String> texts = digests.stream().map(Digest::toString).toList();
        if (!database.jdbi().withHandle(handle -> results.hold(handle, claim, texts))) {
            throw fenced(unit);
        }
    }

    private long nextSeq(Handle handle, Surroundings around) {
        return journal.nextSeq(handle, around.frame().project(), around.run(), self)
                .orElseThrow(() -> new VoluteException(
                        CoreError.FENCED,
                        "another run of this project has begun since this one lost its connection; what this one had"
                                + " finished is kept, nothing more was written (go on with: volute run)"));
    }

    private static VoluteException fenced(Unit unit) {
        return new VoluteException(
                CoreError.FENCED, unit.address() + ": another process took this step over; nothing was written");
    }

    private static <I extends Record, O extends Record> Record run(Unit unit, Record input, RunningStep context)
            throws Exception {
        @SuppressWarnings("unchecked")
        Step<I, O> step = (Step<I, O>) unit.node().binding().step().get();
        @SuppressWarnings("unchecked")
        I typed = (I) input;
        return step.run(typed, context);
    }

    private static void requireBytes(Unit unit, OutputReader.Parts parts, RunningStep context) {
        for (Digest digest : parts.digests()) {
            if (!context.contains(new Artifact<>(digest))) {
                throw new VoluteException(
                        CoreError.INTERNAL, unit.address() + ": names " + digest + " without having written it");
            }
        }
    }

    private static Map<String, String> columns(CanonicalJson json, OutputReader.Parts parts) {
        Map<String, String> columns = new TreeMap<>();
        columns.put("output", parts.json());
        columns.put("artifacts", json.write(parts.artifacts()));
        columns.put("slotMaps", json.write(parts.slotMaps()));
        columns.put("summary", parts.summary());
        columns.put("verdicts", json.write(parts.verdicts()));
        return columns;
    }

    private void finish(
            Surroundings around,
            Unit unit,
            Resolved resolved,
            String fingerprint,
            ResultStore.Claim claim,
            OutputReader.Parts parts,
            Record output,
            long millis) {
        see(around, unit, database.jdbi().inTransaction(handle -> {
            if (!results.finish(handle, claim, "DONE", columns(json, parts), millis)) {
                throw fenced(unit);
            }
            long seq = nextSeq(handle, around);
            Commit commit = commit(around, unit, resolved, "COMPUTED", fingerprint, claim.result(), false, parts);
            Optional<Journal.Appended> appended = journal.append(handle, around.frame(), commit, seq);
            Journal.metrics(handle, new Commit.Measured(claim.result(), parts.metrics()));
            record(handle, unit, claim.result(), output);
            return appended;
        }));
    }

    private static <O extends Record> void record(Handle handle, Unit unit, UUID result, Record output) {
        unit.node().binding().recorder().ifPresent(provider -> {
            @SuppressWarnings("unchecked")
            Recorder<O> recorder = (Recorder<O>) provider.get();
            @SuppressWarnings("unchecked")
            O typed = (O) output;
            recorder.record(handle, result, typed);
        });
    }

    private Outcome skip(
            Surroundings around,
            Unit unit,
            Resolved resolved,
            String fingerprint,
            ResultStore.Claim claim,
            String why) {
        var parts = new OutputReader.Parts("", new TreeMap<>(), new TreeMap<>(), List.of(), Map.of(), List.of(), why);
        SortedMap<String, String> columns = new TreeMap<>(Map.of("summary", why, "artifacts", "{}", "message", why));
        see(around, unit, database.jdbi().inTransaction(handle -> {
            if (!results.finish(handle, claim, "SKIPPED", columns, 0)) {
                throw fenced(unit);
            }
            long seq = nextSeq(handle, around);
            return journal.append(
                    handle,
                    around.frame(),
                    commit(around, unit, resolved, "COMPUTED", fingerprint, claim.result(), true, parts),
                    seq);
        }));
        return new Outcome("SKIPPED", parts, 0);
    }

    private Optional<String> unavailable(Resolved resolved) {
        return resolved.values().values().stream()
                .filter(Choice.class::isInstance)
                .map(Choice.class::cast)
                .flatMap(choice -> implementations.load((Choice<?>) choice).unavailable().stream())
                .findFirst();
    }

    /** An artifact's verified value, for whoever reads outside of a step. */
    <T> T load(Class<T> type, Artifact<T> artifact) {
        var nowhere = new Address("", "", Optional.empty());
        try (var context =
                new RunningStep(nowhere, codecs, store, cache, java.nio.file.Path.of(""), event -> {}, () -> false)) {
            return context.load(type, artifact);
        }
    }

    private void fail(ResultStore.Claim claim, String message) {
        try {
            database.jdbi()
                    .useTransaction(handle -> results.finish(handle, claim, "FAILED", Map.of("message", message), 0));
        } catch (RuntimeException e) {
            LOG.debug("the failure of a step could not be recorded; its lease will expire", e);
        }
    }
}

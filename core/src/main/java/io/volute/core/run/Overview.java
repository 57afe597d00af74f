package io.volute.core.run;

import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The latest pass as it would go on: what is stale, why, and what it did not take up. Writes nothing. */
final class Overview {
    private final Database database;
    private final RunStore runs;
    private final ResultStore results;
    private final FrameLoader frames;
    private final Probes probes;
    private final Encoding encoding;
    private final Explanation explanation;
    private final Clock clock;

    Overview(
            Database database,
            RunStore runs,
            ResultStore results,
            FrameLoader frames,
            Probes probes,
            Encoding encoding,
            Explanation explanation,
            Clock clock) {
        this.database = database;
        this.runs = runs;
        this.results = results;
        this.frames = frames;
        this.probes = probes;
        this.encoding = encoding;
        this.explanation = explanation;
        this.clock = clock;
    }

    /** A finding in words. */
    record Explained(Staleness.Finding finding, String why) {}

    /** The state of every address. */
    List<Status> status(UUID project, Spec spec, Plan plan) {
        return explained(project, spec, plan).stream()
                .map(entry -> new Status(
                        entry.finding().unit().address().step(),
                        entry.finding().unit().address().key(),
                        entry.finding().unit().address().slotText(),
                        entry.finding().unit().asOf(),
                        entry.finding().state(),
                        entry.why()))
                .toList();
    }

    List<Explained> explained(UUID project, Spec spec, Plan plan) {
        Staleness staleness = staleness(project, spec, plan);
        return staleness.walk().values().stream()
                .map(finding -> new Explained(finding, explanation.reason(staleness.frame(), finding)))
                .toList();
    }

    /** Ready to be walked. */
    Staleness staleness(UUID project, Spec spec, Plan plan) {
        Optional<Pass> latest = Pass.latest(database.jdbi().withHandle(handle -> runs.passes(handle, project)));
        Pass pass = latest.orElseGet(() -> new Pass(new UUID(0, 0), 0, clock.instant(), true, "first"));
        var sources = probes.now(project, spec);
        Frame frame = database.jdbi().withHandle(handle -> {
            var planned = FrameLoader.goingOn(plan, pass, runs.plannedIn(handle, pass.id()));
            return frames.load(project, spec, plan, pass, planned, sources, runs.pins(handle, pass.id()));
        });
        var failures = database.jdbi().withHandle(handle -> results.failures(handle, project));
        return new Staleness(frame, new Resolver(frame, encoding), failures);
    }

    /** What the latest pass pinned and others have replaced since, as of its date. */
    List<Suggestion> suggestions(UUID project, Plan plan) {
        return database.jdbi()
                .withHandle(handle -> Pass.latest(runs.passes(handle, project)).stream()
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

    /** A frame for reading, not for running. */
    Frame now(UUID project, Spec spec, Plan plan) {
        Pass pass = Pass.latest(database.jdbi().withHandle(handle -> runs.passes(handle, project)))
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT, "project " + spec.project() + ": has not run yet (volute run)"));
        return frames.load(project, spec, plan, pass, new TreeMap<>(), Map.of(), List.of());
    }
}

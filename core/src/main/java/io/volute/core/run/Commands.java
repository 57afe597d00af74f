package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the user asks for when it takes more than one run, or moves something by hand. Used by one thread. */
final class Commands {
    private static final String REPLAY = "replay";

    private final Engine engine;
    private final Jobs jobs;
    private final CanonicalJson json = new CanonicalJson();

    Commands(Engine engine, Jobs jobs) {
        this.engine = engine;
        this.jobs = jobs;
    }

    List<RunReport> replay(Spec spec, Optional<Instant> asOf, Slot from, Slot to, Engine.Watch watch) {
        jobs.requireOver(to);
        UUID project = engine.project(spec);
        if (asOf.isEmpty()) {
            jobs.requirePass(project, from);
        }
        UUID command = engine.ids().next();
        Map<String, String> arguments = new TreeMap<>(Map.of("from", from.toString(), "to", to.toString()));
        asOf.ifPresent(date -> arguments.put("asOf", date.toString()));
        engine.database()
                .jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into core.command (id, project, kind, arguments, state)
                        values (:id, :project, :kind, :arguments, 'RUNNING')
                        """)
                        .bind("id", command)
                        .bind("project", project)
                        .bind("kind", REPLAY)
                        .bind("arguments", json.write(arguments))
                        .execute());
        List<RunReport> reports = play(spec, project, asOf, from, to, watch);
        finish(command);
        return reports;
    }

    private List<RunReport> play(
            Spec spec, UUID project, Optional<Instant> asOf, Slot from, Slot to, Engine.Watch watch) {
        List<RunReport> reports = new ArrayList<>();
        if (asOf.isPresent() && passes(project).stream().noneMatch(Pass::main)) {
            reports.add(engine.run(spec, RunRequest.asOf(asOf.get()), watch));
        } else if (asOf.isPresent()) {
            reports.addAll(takeUp(project, watch));
        }
        if (Project.error(reports).isEmpty()) {
            reports.addAll(jobs.backfill(spec, from, to, watch));
        }
        return reports;
    }

    private void finish(UUID command) {
        engine.database()
                .jdbi()
                .useHandle(handle -> handle.createUpdate("update core.command set state = 'DONE' where id = :id")
                        .bind("id", command)
                        .execute());
    }

    private List<Pass> passes(UUID project) {
        return engine.database().jdbi().withHandle(handle -> engine.runs().passes(handle, project));
    }

    /** Goes on with the newest run by hand that did not end well, then with the newest command that did not end. */
    List<RunReport> resume(Spec spec, Engine.Watch watch) {
        UUID project = engine.project(spec);
        List<RunReport> reports = new ArrayList<>(takeUp(project, watch));
        Optional<Map.Entry<UUID, String>> command = engine.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select id, arguments from core.command
                                where project = :project and kind = :kind and state = 'RUNNING'
                                order by created_at desc limit 1
                                """)
                        .bind("project", project)
                        .bind("kind", REPLAY)
                        .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getString("arguments")))
                        .findFirst());
        if (command.isPresent() && Project.error(reports).isEmpty()) {
            JsonNode arguments = json.tree(command.get().getValue());
            Optional<Instant> asOf =
                    Optional.ofNullable(arguments.get("asOf")).map(node -> Instant.parse(node.asText()));
            reports.addAll(play(
                    spec,
                    project,
                    asOf,
                    Slot.parse(arguments.path("from").asText()),
                    Slot.parse(arguments.path("to").asText()),
                    watch));
            finish(command.get().getKey());
        }
        return reports;
    }

    private List<RunReport> takeUp(UUID project, Engine.Watch watch) {
        return engine.inTurn(project, watch, () -> {
            List<RunStore.Row> runs =
                    engine.database().jdbi().withHandle(handle -> engine.runs().runs(handle, project));
            Optional<RunStore.Row> newest = runs.stream()
                    .filter(run -> !run.state().equals("REFUSED"))
                    .max(Comparator.comparing(RunStore.Row::number));
            Optional<RunStore.Row> open = newest.filter(
                            run -> run.state().equals("RUNNING") || run.state().equals("FAILED"))
                    .or(() -> runs.stream()
                            .filter(run -> run.state().equals("RUNNING"))
                            .findFirst());
            return open.map(run -> List.of(engine.takeUp(project, run, watch))).orElse(List.of());
        });
    }

    RunReport rewrite(Spec spec, Slot slot, Engine.Watch watch) {
        UUID project = engine.project(spec);
        return engine.inTurn(project, watch, () -> engine.rewrite(project, spec, slot, watch));
    }

    void promote(Spec spec, String entry, String alias, String key, String why) {
        Plan plan = engine.plan(spec);
        Plan.Producer producer = plan.producer(entry).orElseThrow(() -> unknown(entry));
        UUID project = engine.project(spec);
        engine.inTurn(project, Engine.Watch.NOBODY, () -> {
            Frame frame = engine.now(project, spec, plan);
            Instant newest = engine.newest(project);
            Digest digest = frame.heads()
                    .find(new Address(producer.node().id(), key, Optional.empty()), newest)
                    .flatMap(head -> Optional.ofNullable(
                            head.artifacts().get(producer.output().name())))
                    .orElseThrow(() -> unknown(entry + " " + key));
            engine.point(frame, new Commit.Move(entry, alias, key, digest), newest, why);
            return key;
        });
    }

    String rollback(Spec spec, String entry, String alias, String why) {
        UUID project = engine.project(spec);
        return engine.inTurn(project, Engine.Watch.NOBODY, () -> {
            Frame frame = engine.now(project, spec, engine.plan(spec));
            Instant newest = engine.newest(project);
            Aliases.Row now =
                    frame.aliases().find(entry, alias, newest).orElseThrow(() -> unknown(entry + "@" + alias));
            List<Aliases.Row> before = frame.aliases().history().stream()
                    .filter(row -> row.entry().equals(entry)
                            && row.alias().equals(alias)
                            && !row.digest().equals(now.digest()))
                    .toList();
            if (before.isEmpty()) {
                throw new VoluteException(
                        CoreError.UNKNOWN_SUBJECT, entry + "@" + alias + ": has never pointed anywhere else");
            }
            Aliases.Row target = before.get(before.size() - 1);
            engine.point(frame, new Commit.Move(entry, alias, target.toKey(), target.digest()), newest, why);
            return target.toKey();
        });
    }

    private static VoluteException unknown(String subject) {
        return new VoluteException(
                CoreError.UNKNOWN_SUBJECT, subject + ": not in the catalog of this project (see: volute show entries)");
    }

    /** Whether a handle's project has an unfinished command, for tests. */
    static boolean unfinished(Handle handle, UUID project) {
        return handle.createQuery(
                        "select exists (select 1 from core.command where project = :project and state = 'RUNNING')")
                .bind("project", project)
                .mapTo(Boolean.class)
                .one();
    }
}

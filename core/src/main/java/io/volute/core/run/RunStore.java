package io.volute.core.run;

import io.volute.core.artifact.Digest;
import io.volute.core.stage.SourceProbe;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of projects, passes and runs. Knows SQL and nothing else. */
final class RunStore {
    /** A run as stored. */
    record Row(
            UUID id,
            long number,
            Optional<UUID> pass,
            Optional<String> job,
            Optional<String> slot,
            Instant asOf,
            String cause,
            String steps,
            String spec,
            String folder,
            String state,
            String why) {}

    /** A run to be inserted. */
    record Opening(
            UUID id,
            UUID project,
            Optional<UUID> pass,
            Optional<String> job,
            Optional<String> slot,
            Instant asOf,
            String cause,
            String steps,
            String spec,
            String folder,
            String state,
            String why) {}

    UUID project(Handle handle, String name, UUID fresh) {
        handle.createUpdate("insert into core.project (id, name) values (:id, :name) on conflict (name) do nothing")
                .bind("id", fresh)
                .bind("name", name)
                .execute();
        return find(handle, name).orElseThrow();
    }

    Optional<UUID> find(Handle handle, String name) {
        return handle.createQuery("select id from core.project where name = :name")
                .bind("name", name)
                .mapTo(UUID.class)
                .findFirst();
    }

    List<Pass> passes(Handle handle, UUID project) {
        return handle.createQuery("""
                        select id, opened, as_of, main, cause from core.pass where project = :project order by opened
                        """)
                .bind("project", project)
                .map((row, context) -> new Pass(
                        row.getObject("id", UUID.class),
                        row.getLong("opened"),
                        row.getTimestamp("as_of").toInstant(),
                        row.getBoolean("main"),
                        row.getString("cause")))
                .list();
    }

    Pass openPass(Handle handle, UUID project, UUID id, Instant asOf, boolean main, String cause) {
        long opened = handle.createQuery("update core.project set passes = passes + 1 where id = :id returning passes")
                .bind("id", project)
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        insert into core.pass (id, project, opened, as_of, main, cause)
                        values (:id, :project, :opened, :asOf, :main, :cause)
                        """)
                .bind("id", id)
                .bind("project", project)
                .bind("opened", opened)
                .bind("asOf", asOf)
                .bind("main", main)
                .bind("cause", cause)
                .execute();
        return new Pass(id, opened, asOf, main, cause);
    }

    void pin(Handle handle, UUID pass, Frame.Pin pin) {
        handle.createUpdate("""
                        insert into core.pass_pin (pass, entry, key, alias, digest, to_key, step_run)
                        values (:pass, :entry, :key, :alias, :digest, :toKey, :stepRun)
                        """)
                .bind("pass", pass)
                .bind("entry", pin.entry())
                .bind("key", pin.key())
                .bind("alias", pin.alias())
                .bind("digest", pin.digest().map(Digest::toString).orElse(null))
                .bind("toKey", pin.toKey())
                .bind("stepRun", pin.stepRun().orElse(null))
                .execute();
    }

    List<Frame.Pin> pins(Handle handle, UUID pass) {
        return handle.createQuery("select * from core.pass_pin where pass = :pass order by entry, key, alias")
                .bind("pass", pass)
                .map((row, context) -> new Frame.Pin(
                        row.getString("entry"),
                        row.getString("key"),
                        row.getString("alias"),
                        Optional.ofNullable(row.getString("digest")).map(Digest::parse),
                        Optional.ofNullable(row.getString("to_key")).orElse(""),
                        Optional.ofNullable(row.getObject("step_run", UUID.class))))
                .list();
    }

    /** Inserts a run; nothing when its slot has one already. */
    Optional<Long> open(Handle handle, Opening run, Owner owner) {
        long number = handle.createQuery("update core.project set runs = runs + 1 where id = :id returning runs")
                .bind("id", run.project())
                .mapTo(Long.class)
                .one();
        int inserted = handle.createUpdate("""
                        insert into core.run (id, project, number, pass, job, slot, as_of, cause, steps, spec, folder,
                                              state, why, host, process)
                        values (:id, :project, :number, :pass, :job, :slot, :asOf, :cause, :steps, :spec, :folder,
                                :state, :why, :host, :process)
                        on conflict (project, job, slot) do nothing
                        """)
                .bind("id", run.id())
                .bind("project", run.project())
                .bind("number", number)
                .bind("pass", run.pass().orElse(null))
                .bind("job", run.job().orElse(null))
                .bind("slot", run.slot().orElse(null))
                .bind("asOf", run.asOf())
                .bind("cause", run.cause())
                .bind("steps", run.steps())
                .bind("spec", run.spec())
                .bind("folder", run.folder())
                .bind("state", run.state())
                .bind("why", run.why())
                .bind("host", owner.host())
                .bind("process", owner.process())
                .execute();
        return inserted == 1 ? Optional.of(number) : Optional.empty();
    }

    void planSteps(Handle handle, UUID run, SortedMap<String, SortedSet<Instant>> planned) {
        List<String> steps = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        planned.forEach((step, instants) -> instants.forEach(instant -> {
            steps.add(step);
            dates.add(instant.toString());
        }));
        handle.createUpdate("""
                        insert into core.run_step (run, step, as_of)
                        select :run, s, d::timestamptz from unnest(:steps, :dates) p(s, d)
                        """)
                .bind("run", run)
                .bindArray("steps", String.class, steps)
                .bindArray("dates", String.class, dates)
                .execute();
    }

    SortedMap<String, SortedSet<Instant>> plannedBy(Handle handle, UUID run) {
        return planned(handle, "select step, as_of from core.run_step where run = :id", run);
    }

    /** All dates at which a pass planned its steps. */
    SortedMap<String, SortedSet<Instant>> plannedIn(Handle handle, UUID pass) {
        return planned(handle, """
                select distinct s.step, s.as_of from core.run_step s join core.run r on r.id = s.run where r.pass = :id
                """, pass);
    }

    private static SortedMap<String, SortedSet<Instant>> planned(Handle handle, String sql, UUID id) {
        SortedMap<String, SortedSet<Instant>> planned = new TreeMap<>();
        handle.createQuery(sql)
                .bind("id", id)
                .map((row, context) -> Map.entry(
                        row.getString("step"), row.getTimestamp("as_of").toInstant()))
                .forEach(entry -> planned.computeIfAbsent(entry.getKey(), s -> new TreeSet<>())
                        .add(entry.getValue()));
        return planned;
    }

    void pinSources(Handle handle, UUID run, String stage, SortedMap<String, SourceProbe.Probe> probes) {
        probes.forEach((source, probe) -> handle.createUpdate("""
                        insert into core.run_source (run, stage, source, digest, look)
                        values (:run, :stage, :source, :digest, :look)
                        on conflict (run, stage, source) do update set digest = excluded.digest, look = excluded.look
                        """)
                .bind("run", run)
                .bind("stage", stage)
                .bind("source", source)
                .bind("digest", probe.digest().toString())
                .bind("look", probe.look())
                .execute());
    }

    SortedMap<String, SourceProbe.Probe> sources(Handle handle, UUID run, String stage) {
        return probes(
                handle,
                "select source, digest, look from core.run_source where run = :id and stage = :stage",
                run,
                stage);
    }

    /** What the newest run of the project knew of a stage's sources. */
    SortedMap<String, SourceProbe.Probe> knownSources(Handle handle, UUID project, String stage) {
        return probes(handle, """
                select s.source, s.digest, s.look from core.run_source s
                where s.stage = :stage and s.run = (
                  select r.id from core.run r join core.run_source x on x.run = r.id and x.stage = :stage
                  where r.project = :id order by r.number desc limit 1)
                """, project, stage);
    }

    private static SortedMap<String, SourceProbe.Probe> probes(Handle handle, String sql, UUID id, String stage) {
        SortedMap<String, SourceProbe.Probe> probes = new TreeMap<>();
        handle.createQuery(sql)
                .bind("id", id)
                .bind("stage", stage)
                .map((row, context) -> Map.entry(
                        row.getString("source"),
                        new SourceProbe.Probe(row.getString("look"), Digest.parse(row.getString("digest")))))
                .forEach(entry -> probes.put(entry.getKey(), entry.getValue()));
        return probes;
    }

    /** Whether a run has appended a step run of one of these steps. */
    boolean wrote(Handle handle, UUID run, List<String> steps) {
        return handle.createQuery("select exists (select 1 from core.step_run where run = :run and step = any(:steps))")
                .bind("run", run)
                .bindArray("steps", String.class, steps)
                .mapTo(Boolean.class)
                .one();
    }

    void end(Handle handle, UUID run, String state, String why) {
        handle.createUpdate("update core.run set state = :state, why = :why, ended_at = now() where id = :id")
                .bind("state", state)
                .bind("why", why)
                .bind("id", run)
                .execute();
    }

    /** Takes a run over from a dead owner. */
    void own(Handle handle, UUID run, Owner owner) {
        handle.createUpdate("update core.run set state = 'RUNNING', host = :host, process = :process where id = :id")
                .bind("host", owner.host())
                .bind("process", owner.process())
                .bind("id", run)
                .execute();
    }

    /** All runs of a project, oldest first. */
    List<Row> runs(Handle handle, UUID project) {
        return handle.createQuery("select * from core.run where project = :project order by number")
                .bind("project", project)
                .map((row, context) -> row(row))
                .list();
    }

    Optional<Row> ofSlot(Handle handle, UUID project, String job, String slot) {
        return handle.createQuery("select * from core.run where project = :project and job = :job and slot = :slot")
                .bind("project", project)
                .bind("job", job)
                .bind("slot", slot)
                .map((row, context) -> row(row))
                .findFirst();
    }

    void skip(Handle handle, UUID project, String job, String slot, String why, Owner owner) {
        handle.createUpdate("""
                        insert into core.slot_skip (project, job, slot, why, host, process)
                        values (:project, :job, :slot, :why, :host, :process)
                        """)
                .bind("project", project)
                .bind("job", job)
                .bind("slot", slot)
                .bind("why", why)
                .bind("host", owner.host())
                .bind("process", owner.process())
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                Optional.ofNullable(row.getObject("pass", UUID.class)),
                Optional.ofNullable(row.getString("job")),
                Optional.ofNullable(row.getString("slot")),
                row.getTimestamp("as_of").toInstant(),
                row.getString("cause"),
                row.getString("steps"),
                row.getString("spec"),
                row.getString("folder"),
                row.getString("state"),
                Optional.ofNullable(row.getString("why")).orElse(""));
    }
}

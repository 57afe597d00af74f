package io.volute.core.run;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.run.Frame.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes step runs with their edges, versions and alias rows; every method belongs inside one transaction. */
final class Journal {
    private final CanonicalJson json;
    private final Ids ids;

    Journal(CanonicalJson json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** Takes the next number in the project's order of commits, and with it the project's lock. */
    long nextSeq(Handle handle, UUID project) {
        return handle.createQuery("update core.project set commits = commits + 1 where id = :id returning commits")
                .bind("id", project)
                .mapTo(Long.class)
                .one();
    }

    /**
     * The same for a run, which must still be its process's: a turn is lost with its connection, and whoever took it
     * since has left this run behind or taken it over.
     *
     * @return nothing when the run was lost: then the transaction must be rolled back
     */
    Optional<Long> nextSeq(Handle handle, UUID project, UUID run, Owner owner) {
        return handle.createQuery("""
                        with own as materialized (
                          select 1 from core.run
                          where id = :run and state = 'RUNNING' and host = :host and process = :process for share)
                        update core.project set commits = commits + 1 where id = :id and exists (select 1 from own)
                        returning commits
                        """)
                .bind("id", project)
                .bind("run", run)
                .bind("host", owner.host())
                .bind("process", owner.process())
                .mapTo(Long.class)
                .findOne();
    }

    /** A step run that was appended, with the rows of the aliases that it moved. */
    record Appended(Head head, List<Aliases.Row> aliases) {}

    private static final String STEP_RUN = """
            insert into core.step_run (project, seq, id, run, pass, main, step, key, slot, as_of, kind, fingerprint,
                                       result, components)
            select :project, :seq, :id, :run, :pass, :main, :step, :key, :slot, :asOf, :kind, :fingerprint,
                   :result::uuid, :components::jsonb
            where not exists (
              select 1 from (
                select s.as_of, s.fingerprint, s.result from core.step_run s
                where s.project = :project and %s
                  and s.step = :step and s.key = :key and s.slot = :slot and s.as_of <= :asOf
                order by s.as_of desc, s.seq desc limit 1) head
              where head.as_of = :asOf and head.fingerprint = :fingerprint
                and head.result is not distinct from :result::uuid)
            """;
    private static final String ON_MAIN_LINE = String.format(Locale.ROOT, STEP_RUN, "s.main");
    private static final String ON_LOOK_BACK = String.format(Locale.ROOT, STEP_RUN, "not s.main and s.pass = :pass");

    /**
     * Appends the step run.
     *
     * @return nothing when a twin that shared the work has appended the same by now
     */
    Optional<Appended> append(Handle handle, Frame frame, Commit commit, long seq) {
        UUID stepRun = ids.next();
        Unit unit = commit.unit();
        int inserted = handle.createUpdate(frame.pass().main() ? ON_MAIN_LINE : ON_LOOK_BACK)
                .bind("project", frame.project())
                .bind("seq", seq)
                .bind("id", stepRun)
                .bind("run", commit.run())
                .bind("pass", frame.pass().id())
                .bind("main", frame.pass().main())
                .bind("step", unit.address().step())
                .bind("key", unit.address().key())
                .bind("slot", unit.address().slotText())
                .bind("asOf", unit.asOf())
                .bind("kind", commit.kind())
                .bind("fingerprint", commit.fingerprint())
                .bind("result", commit.result().orElse(null))
                .bind("components", json.write(commit.components()))
                .execute();
        if (inserted == 0) {
            return Optional.empty();
        }
        edges(handle, stepRun, commit.edges());
        versions(handle, frame, unit, stepRun, named(commit));
        List<Aliases.Row> aliases = commit.moves().stream()
                .map(move -> alias(handle, frame, seq, move, unit.asOf(), false, Optional.of(stepRun), ""))
                .toList();
        var head = new Head(
                stepRun,
                seq,
                unit.asOf(),
                commit.kind(),
                commit.fingerprint(),
                commit.result().orElse(new UUID(0, 0)),
                commit.skipped(),
                commit.components(),
                commit.artifacts());
        return Optional.of(new Appended(head, aliases));
    }

    private static void edges(Handle handle, UUID stepRun, List<Resolved.Edge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into core.edge (step_run, component, digest, from_step_run)
                        select :stepRun, c, d, nullif(f, '')::uuid from unnest(:components, :digests, :from) e(c, d, f)
                        """)
                .bind("stepRun", stepRun)
                .bindArray(
                        "components",
                        String.class,
                        edges.stream().map(Resolved.Edge::component).toList())
                .bindArray(
                        "digests",
                        String.class,
                        edges.stream().map(edge -> edge.digest().toString()).toList())
                .bindArray(
                        "from",
                        String.class,
                        edges.stream()
                                .map(edge ->
                                        edge.fromStepRun().map(UUID::toString).orElse(""))
                                .toList())
                .execute();
    }

    /** What one output says of one slot. */
    private record Named(String entry, String slot, String digest) {}

    private static List<Named> named(Commit commit) {
        Unit unit = commit.unit();
        List<Named> named = new ArrayList<>();
        for (Output output : unit.node().outputs()) {
            if (output instanceof Output.One one && commit.artifacts().containsKey(one.name())) {
                named.add(new Named(
                        one.entry(),
                        unit.address().slotText(),
                        commit.artifacts().get(one.name()).toString()));
            } else if (output instanceof Output.BySlot bySlot) {
                commit.slotMaps()
                        .getOrDefault(bySlot.name(), new TreeMap<>())
                        .forEach((slot, digest) ->
                                named.add(new Named(bySlot.entry(), slot.toString(), digest.toString())));
            }
        }
        return named;
    }

    /** Numbers the digests that are new at their address. */
    private static void versions(Handle handle, Frame frame, Unit unit, UUID stepRun, List<Named> named) {
        if (named.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into core.version (project, entry, key, slot, number, digest, step_run)
                        select :project, n.entry, :key, n.slot,
                               (select coalesce(max(v.number), 0) + 1 from core.version v
                                 where v.project = :project and v.entry = n.entry and v.key = :key and v.slot = n.slot),
                               n.digest, :stepRun
                        from unnest(:entries, :slots, :digests) n(entry, slot, digest)
                        where not exists (select 1 from core.version v
                                           where v.project = :project and v.entry = n.entry and v.key = :key
                                             and v.slot = n.slot and v.digest = n.digest)
                        on conflict do nothing
                        """)
                .bind("project", frame.project())
                .bind("key", unit.address().key())
                .bind("stepRun", stepRun)
                .bindArray(
                        "entries",
                        String.class,
                        named.stream().map(Named::entry).toList())
                .bindArray(
                        "slots", String.class, named.stream().map(Named::slot).toList())
                .bindArray(
                        "digests",
                        String.class,
                        named.stream().map(Named::digest).toList())
                .execute();
    }

    /** Appends a row to an alias' history. */
    Aliases.Row alias(
            Handle handle,
            Frame frame,
            long seq,
            Commit.Move move,
            java.time.Instant asOf,
            boolean byHand,
            Optional<UUID> stepRun,
            String why) {
        handle.createUpdate("""
                        insert into core.alias_row (project, seq, entry, alias, as_of, pass, main, by_hand, to_key,
                                                    digest, step_run, why)
                        values (:project, :seq, :entry, :alias, :asOf, :pass, :main, :byHand, :toKey, :digest,
                                :stepRun, :why)
                        """)
                .bind("project", frame.project())
                .bind("seq", seq)
                .bind("entry", move.entry())
                .bind("alias", move.alias())
                .bind("asOf", asOf)
                .bind("pass", frame.pass().id())
                .bind("main", frame.pass().main())
                .bind("byHand", byHand)
                .bind("toKey", move.toKey())
                .bind("digest", move.digest().toString())
                .bind("stepRun", stepRun.orElse(null))
                .bind("why", why)
                .execute();
        return new Aliases.Row(
                move.entry(),
                move.alias(),
                asOf,
                frame.pass().opened(),
                byHand,
                seq,
                move.toKey(),
                move.digest(),
                stepRun);
    }

    /** Inserts the metrics of a computed result. */
    static void metrics(Handle handle, Commit.Measured measured) {
        SortedMap<String, Double> values = new TreeMap<>(measured.values());
        if (values.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into core.metric (result, name, value)
                        select :result, n, v from unnest(:names, :values) m(n, v) on conflict do nothing
                        """)
                .bind("result", measured.result())
                .bindArray("names", String.class, List.copyOf(values.keySet()))
                .bindArray("values", Double.class, List.copyOf(values.values()))
                .execute();
    }
}

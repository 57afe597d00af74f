package io.volute.core.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Rows of {@code core.result}: cache and claim in one. Knows SQL and nothing else. */
final class ResultStore {
    static final int LEASE_SECONDS = 15;
    private static final String COLUMNS = """
            id, attempt, epoch, state, host, process, process_start, lease_until, output, artifacts::text as artifacts,
            slot_maps::text as slot_maps, summary, verdicts, message, millis,
            lease_until not between clock_timestamp() and clock_timestamp() + :lease * interval '2 second' as expired
            """;

    /** Makes the statement that reads from it, and its transaction, wait for no disk. */
    private static final String UNSYNCHRONISED =
            " (select set_config('synchronous_commit', 'off', true)) unsynchronised\n";

    /** A row. */
    record Row(
            UUID id,
            int attempt,
            long epoch,
            String state,
            Owner owner,
            boolean expired,
            String output,
            String artifacts,
            String slotMaps,
            String summary,
            String verdicts,
            String message,
            long millis) {}

    /** A claim that was won. */
    record Claim(UUID result, long epoch) {}

    /**
     * The newest finished attempt with this fingerprint, or else the newest one that goes on or failed; attempts before
     * {@code first} do not count.
     */
    Optional<Row> find(Handle handle, UUID project, String fingerprint, int first) {
        return query(handle, "select " + COLUMNS + """
                        from core.result
                        where project = :project and fingerprint = :fingerprint and attempt >= :first
                        order by state in ('DONE', 'SKIPPED') desc, attempt desc limit 1
                        """)
                .bind("project", project)
                .bind("fingerprint", fingerprint)
                .bind("first", first)
                .map((rows, context) -> row(rows))
                .findFirst();
    }

    Map<UUID, Row> byId(Handle handle, List<UUID> ids) {
        return query(handle, "select " + COLUMNS + " from core.result where id = any(:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((rows, context) -> row(rows))
                .collect(Collectors.toMap(Row::id, row -> row));
    }

    private static Query query(Handle handle, String sql) {
        return handle.createQuery(sql).bind("lease", LEASE_SECONDS);
    }

    /**
     * Claims the computation of a fingerprint. {@code seen} is the epoch whose process is known to be dead here. A statement
     * of its own, which a power cut may forget: that harms nobody, for it is simply taken again.
     *
     * @return nothing when another process holds it, or finished it
     */
    Optional<Claim> claim(
            Handle handle, UUID project, String fingerprint, int attempt, UUID id, Owner owner, Optional<Long> seen) {
        return handle.createQuery("""
                        insert into core.result (project, fingerprint, attempt, id, state, host, process, process_start,
                                                 lease_until)
                        select :project, :fingerprint, :attempt, :id, 'RUNNING', :host, :process, :started::timestamptz,
                               clock_timestamp() + :lease * interval '1 second'
                        from\s""" + UNSYNCHRONISED + """
                        on conflict (project, fingerprint, attempt) do update
                          set epoch = result.epoch + 1, state = 'RUNNING', host = excluded.host,
                              process = excluded.process, process_start = excluded.process_start,
                              lease_until = excluded.lease_until
                        where result.state = 'FAILED'
                           or result.state = 'RUNNING'
                              and (result.epoch = :seen
                                   or result.lease_until not between clock_timestamp()
                                      and clock_timestamp() + :lease * interval '2 second')
                        returning id, epoch
                        """)
                .bind("project", project)
                .bind("fingerprint", fingerprint)
                .bind("attempt", attempt)
                .bind("id", id)
                .bind("host", owner.host())
                .bind("process", owner.process())
                .bind("started", owner.started())
                .bind("lease", LEASE_SECONDS)
                .bind("seen", seen.orElse(-1L))
                .map((row, context) -> new Claim(row.getObject("id", UUID.class), row.getLong("epoch")))
                .findFirst();
    }

    /** The attempt with which a computation that must not reuse anything begins. */
    int next(Handle handle, UUID project, String fingerprint) {
        return handle.createQuery("""
                        select coalesce(max(case when state in ('DONE', 'SKIPPED') then attempt + 1 else attempt end), 0)
                        from core.result where project = :project and fingerprint = :fingerprint
                        """)
                .bind("project", project)
                .bind("fingerprint", fingerprint)
                .mapTo(Integer.class)
                .one();
    }

    /** Extends a lease; false when the claim was lost. */
    boolean heartbeat(Handle handle, Claim claim) {
        return handle.createUpdate("""
                        update core.result set lease_until = clock_timestamp() + :lease * interval '1 second'
                        where id = :id and epoch = :epoch and state = 'RUNNING'
                        """)
                        .bind("lease", LEASE_SECONDS)
                        .bind("id", claim.result())
                        .bind("epoch", claim.epoch())
                        .execute()
                == 1;
    }

    /** Ends a claim; false when it was lost: then the transaction must be rolled back. */
    boolean finish(Handle handle, Claim claim, String state, Map<String, String> columns, long millis) {
        return handle.createUpdate("""
                        update core.result
                        set state = :state, lease_until = null, output = :output, artifacts = :artifacts::jsonb,
                            slot_maps = :slotMaps::jsonb, summary = :summary, verdicts = :verdicts,
                            message = :message, millis = :millis
                        where id = :id and epoch = :epoch and state = 'RUNNING'
                        """)
                        .bind("state", state)
                        .bind("output", columns.get("output"))
                        .bind("artifacts", columns.get("artifacts"))
                        .bind("slotMaps", columns.get("slotMaps"))
                        .bind("summary", columns.get("summary"))
                        .bind("verdicts", columns.get("verdicts"))
                        .bind("message", columns.get("message"))
                        .bind("millis", millis)
                        .bind("id", claim.result())
                        .bind("epoch", claim.epoch())
                        .execute()
                == 1;
    }

    /**
     * Keeps digests from the collector until the rows that name them are committed; false when the claim was lost. A
     * statement of its own: a server that forgets it in a crash has forgotten our turn too, so that nothing is committed on
     * it.
     */
    boolean hold(Handle handle, Claim claim, List<String> digests) {
        return handle.createUpdate("""
                        insert into core.artifact_hold (digest, result, epoch)
                        select d, r.id, r.epoch from core.result r, unnest(:digests) d,\s""" + UNSYNCHRONISED + """
                        where r.id = :id and r.epoch = :epoch and r.state = 'RUNNING'
                        """)
                        .bind("id", claim.result())
                        .bind("epoch", claim.epoch())
                        .bindArray("digests", String.class, digests)
                        .execute()
                == digests.size();
    }

    /** Messages of the fingerprints whose newest try failed. */
    Map<String, String> failures(Handle handle, UUID project) {
        return handle.createQuery("""
                        select r.fingerprint, coalesce(r.message, '') as message from core.result r
                        where r.project = :project and r.state = 'FAILED'
                          and not exists (select 1 from core.result later
                                           where later.project = r.project and later.fingerprint = r.fingerprint
                                             and (later.attempt > r.attempt or later.state in ('DONE', 'SKIPPED')))
                        """)
                .bind("project", project)
                .reduceRows(new java.util.HashMap<String, String>(), (map, row) -> {
                    map.put(row.getColumn("fingerprint", String.class), row.getColumn("message", String.class));
                    return map;
                });
    }

    private static Row row(ResultSet row) throws SQLException {
        var start = row.getTimestamp("process_start");
        return new Row(
                row.getObject("id", UUID.class),
                row.getInt("attempt"),
                row.getLong("epoch"),
                row.getString("state"),
                new Owner(
                        row.getString("host"),
                        row.getLong("process"),
                        start == null ? Instant.EPOCH : start.toInstant()),
                row.getBoolean("expired"),
                text(row, "output"),
                text(row, "artifacts"),
                text(row, "slot_maps"),
                text(row, "summary"),
                text(row, "verdicts"),
                text(row, "message"),
                row.getLong("millis"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }
}

package io.volute.core.catalog;

import io.volute.core.artifact.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The catalog of one project. Reads only; thread-safe. */
public final class Catalog {
    private static final String VERSIONS = """
            select v.entry, v.key, v.slot, v.number, v.digest, s.step, r.number as run, v.created_at
            from core.version v
            join core.step_run s on s.id = v.step_run
            join core.run r on r.id = s.run
            where v.project = :project
            """;
    private static final String IN_ORDER = " order by v.entry, v.key, v.slot, v.number";

    private final Jdbi jdbi;
    private final UUID project;

    /** Of the project with this identity. */
    public Catalog(Jdbi jdbi, UUID project) {
        this.jdbi = jdbi;
        this.project = project;
    }

    /** All versions of all entries. */
    public List<Version> versions() {
        return jdbi.withHandle(handle -> handle.createQuery(VERSIONS + IN_ORDER)
                .bind("project", project)
                .map((row, context) -> version(row))
                .list());
    }

    /** All versions of an entry; none for an unknown one. */
    public List<Version> versions(String entry) {
        return jdbi.withHandle(handle -> handle.createQuery(VERSIONS + " and v.entry = :entry" + IN_ORDER)
                .bind("project", project)
                .bind("entry", entry)
                .map((row, context) -> version(row))
                .list());
    }

    /** All versions whose digest begins with these hex digits, with or without {@code sha256:} in front. */
    public List<Version> versionsOf(String digest) {
        String hex = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
        return jdbi.withHandle(handle -> handle.createQuery(VERSIONS + " and starts_with(v.digest, :digest)" + IN_ORDER)
                .bind("project", project)
                .bind("digest", "sha256:" + hex)
                .map((row, context) -> version(row))
                .list());
    }

    /** Moves of all aliases on the main line, in the order in which they are read: by date, then by commit. */
    public List<AliasMove> aliases() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.entry, a.alias, a.as_of, a.to_key, a.digest, a.by_hand, a.why, p.opened
                        from core.alias_row a join core.pass p on p.id = a.pass
                        where a.project = :project and a.main
                        order by a.entry, a.alias, a.as_of, a.seq
                        """)
                .bind("project", project)
                .map((row, context) -> new AliasMove(
                        row.getString("entry"),
                        row.getString("alias"),
                        instant(row, "as_of"),
                        row.getString("to_key"),
                        Digest.parse(row.getString("digest")),
                        row.getBoolean("by_hand"),
                        row.getString("why"),
                        row.getLong("opened")))
                .list());
    }

    /**
     * Digests of this whole database, every project's, that bytes in the store must exist for: those that a result or a
     * version names. What a step only holds may not have come so far.
     */
    public static Set<Digest> referenced(Jdbi jdbi) {
        return jdbi.withHandle(handle -> {
            Set<Digest> digests = new HashSet<>();
            handle.createQuery("""
                            select digest from core.version
                            union select x.value from core.result r, jsonb_each_text(r.artifacts) x
                             where not jsonb_exists(coalesce(r.slot_maps, '{}'), x.key)
                            union select s.value from core.result r, jsonb_each(r.slot_maps) m, jsonb_each_text(m.value) s
                            """)
                    .map((row, context) -> Digest.parse(row.getString(1)))
                    .forEach(digests::add);
            return digests;
        });
    }

    /**
     * Whether any project's rows refer to the digest, or a running step holds it; asked for one digest at a time while a
     * collector has its lock. What a step held that failed, or that another process took over, is garbage.
     */
    public static boolean isReferenced(Jdbi jdbi, Digest digest) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select 1 from core.version where digest = :digest)
                            or exists (select 1 from core.artifact_hold h join core.result r on r.id = h.result
                                        where h.digest = :digest and r.state = 'RUNNING' and r.epoch = h.epoch)
                            or exists (select 1 from core.result
                                        where strpos(coalesce(artifacts::text, ''), :digest) > 0
                                           or strpos(coalesce(slot_maps::text, ''), :digest) > 0)
                        """)
                .bind("digest", digest.toString())
                .mapTo(Boolean.class)
                .one());
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString("entry"),
                row.getString("key"),
                row.getString("slot"),
                row.getLong("number"),
                Digest.parse(row.getString("digest")),
                row.getString("step"),
                row.getLong("run"),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}

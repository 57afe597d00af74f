package io.volute.core.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What a project's journal tells about its passes, runs, steps, versions and aliases. Reads only; thread-safe. */
public final class History {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEPS = """
            select s.id, r.number as run, p.opened as pass, s.step, s.key, s.slot, s.as_of, s.kind,
                   coalesce(x.millis, 0) as millis, coalesce(x.summary, '') as summary, coalesce(x.output, '') as output,
                   coalesce(x.verdicts, '[]') as verdicts, coalesce(x.artifacts::text, '{}') as artifacts, s.created_at
            from core.step_run s
            join core.project q on q.id = s.project
            join core.run r on r.id = s.run
            join core.pass p on p.id = s.pass
            left join core.result x on x.id = s.result
            where q.name = :project
            """;
    private static final String VERSIONS = """
            select v.entry, v.key, v.slot, v.number, v.digest, s.step, s.id as step_run, r.number as run, v.created_at
            from core.version v
            join core.project q on q.id = v.project
            join core.step_run s on s.id = v.step_run
            join core.run r on r.id = s.run
            where q.name = :project
            """;

    private final Jdbi jdbi;
    private final String project;

    /** Of the project with this name; one that never ran has no history. */
    public History(Jdbi jdbi, String project) {
        this.jdbi = jdbi;
        this.project = project;
    }

    /** All passes, oldest first. */
    public List<PassEntry> passes() {
        Map<Long, Map<String, Verdict>> verdicts = new LinkedHashMap<>();
        for (StepEntry step : steps("and x.verdicts is not null and x.verdicts <> '[]' order by s.seq", Map.of())) {
            Map<String, Verdict> bySubject = verdicts.computeIfAbsent(step.pass(), pass -> new LinkedHashMap<>());
            for (Verdict verdict : step.verdicts()) {
                bySubject.remove(verdict.subject());
                bySubject.put(verdict.subject(), verdict);
            }
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.opened, p.as_of, p.main, p.cause,
                               (select count(*) from core.run r where r.pass = p.id) as runs
                        from core.pass p join core.project q on q.id = p.project
                        where q.name = :project order by p.opened
                        """)
                .bind("project", project)
                .map((row, context) -> new PassEntry(
                        row.getLong("opened"),
                        instant(row, "as_of"),
                        row.getBoolean("main"),
                        row.getString("cause"),
                        row.getLong("runs"),
                        List.copyOf(verdicts.getOrDefault(row.getLong("opened"), Map.of())
                                .values())))
                .list());
    }

    /** All runs, oldest first. */
    public List<RunEntry> runs() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select r.number, p.opened as pass, r.job, r.slot, r.as_of, r.cause, r.state,
                               coalesce(r.why, '') as why, r.created_at, r.ended_at
                        from core.run r
                        join core.project q on q.id = r.project
                        left join core.pass p on p.id = r.pass
                        where q.name = :project order by r.number
                        """)
                .bind("project", project)
                .map((row, context) -> run(row))
                .list());
    }

    /** Step runs of a run, in the order of their commits. */
    public List<StepEntry> stepsOf(long run) {
        return steps("and r.number = :run order by s.seq", Map.of("run", run));
    }

    /** The newest step run at each address of the main line; retired keys are left out. */
    public List<StepEntry> heads() {
        List<StepEntry> newest = steps("""
                and s.main and s.seq = (
                  select n.seq from core.step_run n
                  where n.project = s.project and n.step = s.step and n.key = s.key and n.slot = s.slot and n.main
                  order by n.as_of desc, n.seq desc limit 1)
                order by s.step, s.key, s.slot
                """, Map.of());
        return newest.stream().filter(step -> !step.kind().equals("RETIRED")).toList();
    }

    /** The newest step run of a step on the main line, whatever its key and slot. */
    public Optional<StepEntry> newest(String step) {
        return steps("and s.main and s.step = :step order by s.as_of desc, s.seq desc limit 1", Map.of("step", step))
                .stream()
                .findFirst();
    }

    /** All step runs of an address, newest first; an empty key or slot stands for any. */
    public List<StepEntry> stepsAt(String step, String key, String slot) {
        return steps(
                "and s.step = :step and :key in ('', s.key) and :slot in ('', s.slot) order by s.as_of desc, s.seq desc",
                Map.of("step", step, "key", key, "slot", slot));
    }

    /** The step run with this id. */
    public Optional<StepEntry> step(UUID id) {
        return steps("and s.id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** All versions of an entry, oldest first. */
    public List<VersionEntry> versions(String entry) {
        return versions("and v.entry = :entry order by v.key, v.slot, v.number", Map.of("entry", entry));
    }

    /** Versions whose digest begins with these hex digits. */
    public List<VersionEntry> versionsOf(String hexPrefix) {
        return versions(
                "and starts_with(v.digest, 'sha256:' || :prefix) order by v.entry, v.key, v.slot, v.number",
                Map.of("prefix", hexPrefix));
    }

    /** All versions of all entries. */
    public List<VersionEntry> versions() {
        return versions("order by v.entry, v.key, v.slot, v.number", Map.of());
    }

    /** Moves of the aliases of an entry on the main line, oldest first; an empty entry stands for all. */
    public List<AliasEntry> aliases(String entry) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.entry, a.alias, a.as_of, a.to_key, a.digest, a.by_hand, a.why, p.opened, a.created_at
                        from core.alias_row a
                        join core.project q on q.id = a.project
                        join core.pass p on p.id = a.pass
                        where q.name = :project and a.main and :entry in ('', a.entry)
                        order by a.entry, a.alias, a.as_of, a.seq
                        """)
                .bind("project", project)
                .bind("entry", entry)
                .map((row, context) -> new AliasEntry(
                        row.getString("entry"),
                        row.getString("alias"),
                        instant(row, "as_of"),
                        row.getString("to_key"),
                        Digest.parse(row.getString("digest")),
                        row.getBoolean("by_hand"),
                        row.getString("why"),
                        row.getLong("opened"),
                        instant(row, "created_at")))
                .list());
    }

    private List<StepEntry> steps(String rest, Map<String, ?> parameters) {
        return jdbi.withHandle(handle -> handle.createQuery(STEPS + rest)
                .bind("project", project)
                .bindMap(parameters)
                .map((row, context) -> step(row))
                .list());
    }

    private List<VersionEntry> versions(String rest, Map<String, ?> parameters) {
        return jdbi.withHandle(handle -> handle.createQuery(VERSIONS + rest)
                .bind("project", project)
                .bindMap(parameters)
                .map((row, context) -> new VersionEntry(
                        row.getString("entry"),
                        row.getString("key"),
                        row.getString("slot"),
                        row.getLong("number"),
                        Digest.parse(row.getString("digest")),
                        row.getString("step"),
                        row.getObject("step_run", UUID.class),
                        row.getLong("run"),
                        instant(row, "created_at")))
                .list());
    }

    private static StepEntry step(ResultSet row) throws SQLException {
        return new StepEntry(
                row.getObject("id", UUID.class),
                row.getLong("run"),
                row.getLong("pass"),
                row.getString("step"),
                row.getString("key"),
                row.getString("slot"),
                instant(row, "as_of"),
                row.getString("kind"),
                row.getLong("millis"),
                row.getString("summary"),
                row.getString("output"),
                verdicts(row.getString("verdicts")),
                digests(row.getString("artifacts")),
                instant(row, "created_at"));
    }

    private static RunEntry run(ResultSet row) throws SQLException {
        long pass = row.getLong("pass");
        Optional<Long> ofPass = row.wasNull() ? Optional.empty() : Optional.of(pass);
        Timestamp ended = row.getTimestamp("ended_at");
        return new RunEntry(
                row.getLong("number"),
                ofPass,
                Optional.ofNullable(row.getString("job")),
                Optional.ofNullable(row.getString("slot")),
                instant(row, "as_of"),
                row.getString("cause"),
                row.getString("state"),
                row.getString("why"),
                instant(row, "created_at"),
                Optional.ofNullable(ended).map(Timestamp::toInstant));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static List<Verdict> verdicts(String json) {
        List<Verdict> verdicts = new ArrayList<>();
        read(json)
                .forEach(item -> verdicts.add(new Verdict(
                        item.path("subject").asText(),
                        item.path("value").asText(),
                        item.path("why").asText())));
        return verdicts;
    }

    private static SortedMap<String, String> digests(String json) {
        SortedMap<String, String> digests = new TreeMap<>();
        read(json)
                .properties()
                .forEach(field -> digests.put(field.getKey(), field.getValue().asText()));
        return digests;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json.isEmpty() ? "null" : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal row holds what is no JSON", e);
        }
    }
}

package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Questions to the journal: what ran, why, with what result, and where a figure comes from. Read only. */
public final class Answers {
    private final Engine engine;
    private final Spec spec;

    Answers(Engine engine, Spec spec) {
        this.engine = engine;
        this.spec = spec;
    }

    /**
     * One pass of the history.
     *
     * @param pass number, from 1
     * @param runs how many runs it has
     * @param outcome the newest verdicts that it reached, its jobs' runs included
     */
    public record PassEntry(long pass, Instant asOf, boolean main, String cause, long runs, List<Verdict> outcome) {}

    /** One run of the history. */
    public record RunEntry(
            long run, long pass, Instant asOf, String cause, String job, String slot, String state, String why) {}

    /** The stored output of an address. */
    public record Stored(
            String step,
            String key,
            String slot,
            Instant asOf,
            String kind,
            long run,
            String summary,
            long millis,
            String output) {}

    /** All passes, oldest first. */
    public List<PassEntry> passes() {
        UUID project = engine.project(spec);
        Plan plan = engine.plan(spec);
        return engine.database().jdbi().withHandle(handle -> {
            List<PassEntry> entries = new ArrayList<>();
            for (Pass pass : engine.runs().passes(handle, project)) {
                long runs = handle.createQuery("select count(*) from core.run where pass = :pass")
                        .bind("pass", pass.id())
                        .mapTo(Long.class)
                        .one();
                entries.add(new PassEntry(
                        pass.opened(), pass.asOf(), pass.main(), pass.cause(), runs, verdicts(handle, pass, plan)));
            }
            return entries;
        });
    }

    /** The newest verdicts that a pass reached, its slots' runs included, in the order of the plan. */
    private List<Verdict> verdicts(Handle handle, Pass pass, Plan plan) {
        Map<String, List<Verdict>> byStep = new HashMap<>();
        handle.createQuery("""
                        select step, verdicts from (
                          select distinct on (s.step, s.key) s.step, s.key, r.verdicts
                          from core.step_run s join core.result r on r.id = s.result
                          where s.pass = :pass and r.verdicts is not null and r.verdicts <> '[]'
                          order by s.step, s.key, s.as_of desc, s.seq desc) newest
                        order by step, key
                        """)
                .bind("pass", pass.id())
                .map((row, context) -> Map.entry(row.getString("step"), row.getString("verdicts")))
                .forEach(row -> engine.json()
                        .tree(row.getValue())
                        .forEach(node -> byStep.computeIfAbsent(row.getKey(), step -> new ArrayList<>())
                                .add(engine.json().fromTree(node, Verdict.class))));
        return plan.steps().stream()
                .flatMap(node -> byStep.getOrDefault(node.id(), List.of()).stream())
                .toList();
    }

    /** All runs, oldest first. */
    public List<RunEntry> runs() {
        UUID project = engine.project(spec);
        return engine.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select r.*, coalesce(p.opened, 0) as opened
                                from core.run r left join core.pass p on p.id = r.pass
                                where r.project = :project order by r.number
                                """)
                        .bind("project", project)
                        .map((row, context) -> new RunEntry(
                                row.getLong("number"),
                                row.getLong("opened"),
                                row.getTimestamp("as_of").toInstant(),
                                row.getString("cause"),
                                text(row.getString("job")),
                                text(row.getString("slot")),
                                row.getString("state"),
                                text(row.getString("why"))))
                        .list());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** The newest outputs of a step on the main line, one for each key and slot. */
    public List<Stored> outputs(String step) {
        engine.plan(spec).load(step);
        UUID project = engine.project(spec);
        return engine.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select distinct on (s.key, s.slot) s.step, s.key, s.slot, s.as_of, s.kind, x.number,
                                       r.summary, r.millis, r.output
                                from core.step_run s join core.run x on x.id = s.run
                                left join core.result r on r.id = s.result
                                where s.project = :project and s.main and s.step = :step
                                order by s.key, s.slot, s.as_of desc, s.seq desc
                                """)
                        .bind("project", project)
                        .bind("step", step)
                        .map((row, context) -> new Stored(
                                row.getString("step"),
                                row.getString("key"),
                                row.getString("slot"),
                                row.getTimestamp("as_of").toInstant(),
                                row.getString("kind"),
                                row.getLong("number"),
                                text(row.getString("summary")),
                                row.getLong("millis"),
                                text(row.getString("output"))))
                        .list());
    }

    /** Every output that a step had on the main line, oldest first; for histories such as that of a challenge. */
    public List<Stored> history(String step) {
        UUID project = engine.project(spec);
        return engine.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select s.step, s.key, s.slot, s.as_of, s.kind, x.number, r.summary, r.millis, r.output
                                from core.step_run s join core.run x on x.id = s.run
                                join core.result r on r.id = s.result
                                where s.project = :project and s.main and s.step = :step
                                order by s.as_of, s.seq
                                """)
                        .bind("project", project)
                        .bind("step", step)
                        .map((row, context) -> new Stored(
                                row.getString("step"),
                                row.getString("key"),
                                row.getString("slot"),
                                row.getTimestamp("as_of").toInstant(),
                                row.getString("kind"),
                                row.getLong("number"),
                                text(row.getString("summary")),
                                row.getLong("millis"),
                                text(row.getString("output"))))
                        .list());
    }

    /** The newest output of a step as a tree; for a step without key and slot. */
    public Optional<JsonNode> output(String step) {
        return outputs(step).stream()
                .filter(stored -> !stored.output().isEmpty())
                .findFirst()
                .map(stored -> engine.json().tree(stored.output()));
    }

    /** The digest of an entry as of the latest date of the main line. */
    public Optional<Digest> digest(String entry, String key, String slot) {
        Plan.Producer producer = engine.plan(spec)
                .producer(entry)
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT,
                        "entry " + entry + ": nobody makes it (expected one of: "
                                + String.join(
                                        ", ", engine.plan(spec).producers().keySet()) + ")"));
        return outputs(producer.node().id()).stream()
                .filter(stored -> stored.key().equals(key) && stored.slot().equals(slot))
                .filter(stored -> !stored.output().isEmpty())
                .findFirst()
                .map(stored -> engine.json()
                        .tree(stored.output())
                        .path(producer.output().name()))
                .filter(JsonNode::isTextual)
                .map(node -> Digest.parse(node.asText()));
    }

    /**
     * The newest result of the step that makes this entry, where it left the entry out: what earlier results had under
     * this name is then history. Empty when the entry is there, when nobody makes it, and before the first run.
     */
    public Optional<Stored> leftOut(String entry) {
        return engine.plan(spec)
                .producer(entry)
                .flatMap(producer -> outputs(producer.node().id()).stream()
                        .filter(stored ->
                                stored.key().isEmpty() && stored.slot().isEmpty())
                        .filter(stored -> !stored.output().isEmpty())
                        .filter(stored -> engine.json()
                                .tree(stored.output())
                                .path(producer.output().name())
                                .isMissingNode())
                        .findFirst());
    }

    Optional<Digest> alias(String entry, String alias) {
        UUID project = engine.project(spec);
        Frame frame = engine.now(project, spec, engine.plan(spec));
        return frame.aliases().find(entry, alias, engine.newest(project)).map(Aliases.Row::digest);
    }

    /** The versions of a stage's section, oldest first, with the passes that ran under each. */
    public List<SectionVersion> versions(String section) {
        return SectionVersion.all(engine, engine.project(spec), section);
    }

    /** Why the steps of a subject are in the state they are in, or why they last ran. */
    public List<Why.Line> why(String subject, Optional<String> key) {
        return new Why(engine, spec).explain(subject, key);
    }

    /** The lineage of an artifact, step run or figure. */
    public Lineage lineage() {
        return new Lineage(engine, spec);
    }
}

package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Follows edges between step runs, from a figure or artifact up to the sources, or forward to all that used it. */
public final class Lineage {
    /**
     * One step run, or a source.
     *
     * @param distance steps from the subject
     * @param subject the address, or {@code source NAME}
     * @param slot the address' slot, empty without one
     * @param digest digest that connects it with the line before it; the first of several
     */
    public record Line(int distance, String subject, String slot, Instant asOf, String kind, String digest) {
        /** The subject without its slot. */
        public String step() {
            return slot.isEmpty() ? subject : subject.substring(0, subject.length() - slot.length() - 1);
        }
    }

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String START = """
            select s.id from core.step_run s where s.project = :project and s.main
              and (s.step = :subject or s.step || ' ' || s.key = :subject or s.step || ' ' || s.slot = :subject
                   or s.step || ' ' || s.key || ' ' || s.slot = :subject)
            order by s.as_of desc, s.seq desc limit 1
            """;
    private static final String BY_ENTRY = """
            select v.step_run from core.version v
            where v.project = :project and (v.digest = :subject or v.entry = :subject
               or v.entry || ' ' || v.key = :subject or v.entry || ' ' || v.slot = :subject)
            order by v.created_at desc limit 1
            """;
    private static final String UP = """
            with recursive up(id, distance, digest) as (
              select cast(:start as uuid), 0, ''
              union
              select e.from_step_run, u.distance + 1, e.digest from up u join core.edge e on e.step_run = u.id
              where e.from_step_run is not null and u.distance < 64)
            select distinct on (s.id) u.distance, s.step, s.key, s.slot, s.as_of, s.kind, u.digest, s.run
            from up u join core.step_run s on s.id = u.id order by s.id, u.distance, u.digest
            """;
    private static final String DOWN = """
            with recursive down(id, distance, digest) as (
              select cast(:start as uuid), 0, ''
              union
              select e.step_run, d.distance + 1, e.digest from down d join core.edge e on e.from_step_run = d.id
              where d.distance < 64)
            select distinct on (s.step, s.key, s.slot) d.distance, s.step, s.key, s.slot, s.as_of, s.kind, d.digest, s.run
            from down d join core.step_run s on s.id = d.id
            order by s.step, s.key, s.slot, s.as_of desc, s.seq desc, d.distance, d.digest
            """;

    private final Engine engine;
    private final Spec spec;

    Lineage(Engine engine, Spec spec) {
        this.engine = engine;
        this.spec = spec;
    }

    /** From the subject up to the sources' digests, nearest first. */
    public List<Line> up(String subject) {
        return follow(subject, UP, true);
    }

    /** From the subject, or a source's digest, to all that used it. */
    public List<Line> down(String subject) {
        return follow(subject, DOWN, false);
    }

    private List<Line> follow(String subject, String sql, boolean withSources) {
        UUID project = engine.project(spec);
        new Answers(engine, spec).leftOut(subject).ifPresent(stored -> {
            throw new VoluteException(
                    CoreError.UNKNOWN_SUBJECT,
                    subject + ": " + stored.step() + " leaves it out since run " + stored.run()
                            + " (expected: an entry that is there; ask for the step instead: " + stored.step() + ")");
        });
        return engine.database().jdbi().withHandle(handle -> {
            UUID start = start(handle, project, HEX.matcher(subject).matches() ? "sha256:" + subject : subject);
            List<Found> found = handle.createQuery(sql)
                    .bind("start", start)
                    .map((row, context) -> new Found(
                            new Line(
                                    row.getInt("distance"),
                                    Address.of(row.getString("step"), row.getString("key"), row.getString("slot"))
                                            .toString(),
                                    row.getString("slot"),
                                    row.getTimestamp("as_of").toInstant(),
                                    row.getString("kind"),
                                    row.getString("digest")),
                            row.getString("step"),
                            row.getObject("run", UUID.class)))
                    .list();
            List<Line> lines =
                    new java.util.ArrayList<>(found.stream().map(Found::line).toList());
            if (withSources) {
                lines.addAll(sources(handle, found));
            }
            lines.sort(java.util.Comparator.comparingInt(Line::distance)
                    .thenComparing(Line::subject)
                    .thenComparing(Line::asOf));
            return List.copyOf(lines);
        });
    }

    private record Found(Line line, String step, UUID run) {}

    /** The sources that the found steps read as pinned by their runs. */
    private List<Line> sources(Handle handle, List<Found> found) {
        Plan plan = engine.plan(spec);
        return found.stream()
                .filter(each -> plan.load(each.step()).inputs().stream().anyMatch(Input.Source.class::isInstance))
                .flatMap(each -> handle
                        .createQuery("""
                                select source, digest from core.run_source where run = :run and stage = :stage
                                """)
                        .bind("run", each.run())
                        .bind("stage", plan.load(each.step()).binding().stage())
                        .map((row, context) -> new Line(
                                each.line().distance() + 1,
                                "source " + row.getString("source"),
                                "",
                                each.line().asOf(),
                                "SOURCE",
                                row.getString("digest")))
                        .list()
                        .stream())
                .distinct()
                .toList();
    }

    private UUID start(Handle handle, UUID project, String subject) {
        for (String sql : List.of(START, BY_ENTRY)) {
            Optional<UUID> found = handle.createQuery(sql)
                    .bind("project", project)
                    .bind("subject", subject)
                    .mapTo(UUID.class)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        var figures = new Figures(engine.json(), engine.plan(spec), project);
        return ofSource(handle, project, subject)
                .or(() -> figures.find(handle, subject).map(found -> Figures.madeBy(handle, found)))
                .orElseThrow(() -> figures.unknown(handle, subject));
    }

    private static Optional<UUID> ofSource(Handle handle, UUID project, String subject) {
        return handle.createQuery("""
                        select s.id from core.run_source x join core.step_run s on s.run = x.run
                        where s.project = :project and (x.digest = :subject or 'source ' || x.source = :subject)
                          and split_part(s.step, '.', 1) = x.stage
                          and not exists (select 1 from core.edge e where e.step_run = s.id)
                        order by s.as_of desc, s.seq desc limit 1
                        """)
                .bind("project", project)
                .bind("subject", subject)
                .mapTo(UUID.class)
                .findFirst();
    }
}

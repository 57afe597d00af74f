package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.Digest;
import io.volute.core.spec.Spec;
import io.volute.core.stage.ReportedFigure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Answers {@code volute why}: for a step what made it run or what will, for a figure the chain down to the sources. */
public final class Why {
    /**
     * One line of the answer.
     *
     * @param subject a step's address, or a figure
     * @param state its state now, {@code LAST RUN}, or {@code ABSENT} for an entry that the newest result leaves out; of a
     *     figure also {@code FIGURE}, the kind of a line that it rests on, {@code VERSION} and {@code SOURCE}
     * @param asOf date of the step run
     * @param run number of the run, 0 when it has none
     * @param text the reason
     */
    public record Line(String subject, String state, Instant asOf, long run, String text) {}

    private final Engine engine;
    private final Spec spec;

    Why(Engine engine, Spec spec) {
        this.engine = engine;
        this.spec = spec;
    }

    List<Line> explain(String subject, Optional<String> key) {
        Plan plan = engine.plan(spec);
        boolean step = plan.steps().stream()
                .anyMatch(node ->
                        node.id().equals(subject) || node.binding().stage().equals(subject));
        if (step) {
            return steps(subject, key);
        }
        Optional<Plan.Producer> producer = plan.producer(subject);
        if (producer.isPresent()) {
            List<Line> lines = new ArrayList<>();
            new Answers(engine, spec)
                    .leftOut(subject)
                    .ifPresent(stored -> lines.add(new Line(
                            subject, "ABSENT", stored.asOf(), stored.run(), stored.step() + " leaves it out")));
            lines.addAll(steps(producer.get().node().id(), key));
            return lines;
        }
        return figure(plan, subject);
    }

    private List<Line> steps(String subject, Optional<String> key) {
        List<Line> lines = new ArrayList<>();
        for (Overview.Explained explained : engine.explained(spec)) {
            Frame.Unit unit = explained.finding().unit();
            boolean asked = (unit.node().id().equals(subject)
                            || unit.node().binding().stage().equals(subject))
                    && (key.isEmpty() || key.get().equals(unit.address().key()));
            if (!asked) {
                continue;
            }
            if (explained.finding().state() != State.FRESH) {
                lines.add(new Line(
                        unit.address().toString(),
                        explained.finding().state().name(),
                        unit.asOf(),
                        0,
                        explained.why()));
            }
            engine.database()
                    .jdbi()
                    .useHandle(handle -> lastChange(handle, unit).ifPresent(lines::add));
        }
        return lines;
    }

    /** What changed when the address last got another result, compared with what it had before. */
    private Optional<Line> lastChange(Handle handle, Frame.Unit unit) {
        List<Recorded> newest = handle.createQuery("""
                        select c.as_of, c.components::text as components, x.number, x.spec
                        from (select s.*, lag(s.fingerprint) over (order by s.as_of, s.seq) as before
                              from core.step_run s
                              where s.project = :project and s.main and s.step = :step and s.key = :key
                                and s.slot = :slot and s.kind <> 'RETIRED' and s.as_of <= :asOf) c
                        join core.run x on x.id = c.run
                        where c.fingerprint is distinct from c.before
                        order by c.as_of desc, c.seq desc limit 2
                        """)
                .bind("project", engine.project(spec))
                .bind("step", unit.address().step())
                .bind("key", unit.address().key())
                .bind("slot", unit.address().slotText())
                .bind("asOf", unit.asOf())
                .map((row, context) -> new Recorded(
                        row.getTimestamp("as_of").toInstant(),
                        row.getLong("number"),
                        components(row.getString("components")),
                        engine.json().tree(row.getString("spec"))))
                .list();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Recorded last = newest.get(0);
        String text = newest.size() == 1 ? "first run" : compare(unit, newest.get(1), last);
        return Optional.of(new Line(unit.address().toString(), "LAST RUN", last.asOf(), last.run(), text));
    }

    private record Recorded(Instant asOf, long run, SortedMap<String, Digest> components, JsonNode spec) {}

    private SortedMap<String, Digest> components(String text) {
        SortedMap<String, Digest> components = new TreeMap<>();
        engine.json()
                .tree(text)
                .properties()
                .forEach(entry -> components.put(
                        entry.getKey(), Digest.parse(entry.getValue().asText())));
        return components;
    }

    private String compare(Frame.Unit unit, Recorded before, Recorded last) {
        SortedSet<String> differing = Staleness.differing(last.components(), before.components());
        List<String> reasons = new ArrayList<>();
        for (Input input : unit.node().inputs()) {
            if (!differing.contains(input.name())) {
                continue;
            }
            if (input instanceof Input.SpecPart part) {
                String path = Explanation.path(spec, unit, part);
                SpecDiff.between(SpecDiff.at(before.spec(), path), SpecDiff.at(last.spec(), path), path)
                        .forEach(change -> reasons.add(change.describe()));
            } else if (input instanceof Input.Read read) {
                reasons.add(read.entry() + " changed");
            } else if (input instanceof Input.Source) {
                reasons.add("the source changed");
            } else if (input instanceof Input.Date) {
                reasons.add("as of " + last.asOf().toString().substring(0, 10));
            }
        }
        return reasons.isEmpty() ? "revision raised" : String.join("; ", reasons);
    }

    private List<Line> figure(Plan plan, String id) {
        var figures = new Figures(engine.json(), plan, engine.project(spec));
        return engine.database().jdbi().withHandle(handle -> {
            Figures.Found found = figures.find(handle, id).orElseThrow(() -> figures.unknown(handle, id));
            ReportedFigure figure = found.figure();
            StepNode maker = plan.load(figure.step());
            List<Line> lines = new ArrayList<>();
            newest(maker)
                    .ifPresent(stored -> lines.add(new Line(
                            id,
                            "FIGURE",
                            stored.asOf(),
                            stored.run(),
                            figure.title() + ": " + figure.text() + "; " + figure.definition())));
            var grounds = new Grounds(engine.json(), plan, engine.project(spec));
            lines.addAll(grounds.lines(handle, found));
            lines.addAll(chain(plan, maker));
            lines.addAll(grounds.versions(handle, found));
            lines.addAll(sources(handle));
            return lines;
        });
    }

    private Optional<Answers.Stored> newest(StepNode node) {
        return new Answers(engine, spec).outputs(node.id()).stream().reduce((first, second) -> second);
    }

    /** From a step's newest run up to what reads the sources, one line per step, nearest first. */
    private List<Line> chain(Plan plan, StepNode from) {
        List<Line> lines = new ArrayList<>();
        var seen = new java.util.LinkedHashSet<String>();
        var queue = new java.util.ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            StepNode node = queue.poll();
            if (!seen.add(node.id())) {
                continue;
            }
            newest(node)
                    .ifPresent(stored -> lines.add(
                            new Line(node.id(), stored.kind(), stored.asOf(), stored.run(), stored.summary())));
            queue.addAll(plan.upstream(node));
        }
        return lines;
    }

    private List<Line> sources(Handle handle) {
        return handle.createQuery("""
                        select s.stage, s.source, s.digest, r.number, r.as_of from core.run_source s
                        join core.run r on r.id = s.run
                        where r.project = :project and r.number = (
                          select max(x.number) from core.run x join core.run_source y on y.run = x.id
                          where x.project = :project)
                        order by s.stage, s.source
                        """)
                .bind("project", engine.project(spec))
                .map((row, context) -> new Line(
                        "source " + row.getString("source"),
                        "SOURCE",
                        row.getTimestamp("as_of").toInstant(),
                        row.getLong("number"),
                        row.getString("digest")))
                .list();
    }
}

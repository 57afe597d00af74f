package io.volute.core.run;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.stage.FigureLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What a figure rests on: the lines that outputs list under it, and the versions of the catalog that led to it. */
final class Grounds {
    /** More versions of one entry than these are counted, not listed. */
    private static final int VERSIONS_MAX = 3;

    private static final String SLOTTED = """
            with recursive up(id) as (
              select cast(:start as uuid)
              union
              select e.from_step_run from up u join core.edge e on e.step_run = u.id where e.from_step_run is not null),
            used as (select distinct e.digest from up u join core.edge e on e.step_run = u.id)
            select v.entry, v.key, v.slot, v.number, v.digest, s.as_of, x.number as run
            from used u
            join core.version v on v.digest = u.digest and v.project = :project
            join core.step_run s on s.id = v.step_run
            join core.run x on x.id = s.run
            order by v.entry, v.key, v.slot, v.number
            """;
    private static final String NAMED = """
            select v.entry, v.key, v.slot, v.number, v.digest from core.version v
            where v.project = :project and v.digest = :digest order by v.created_at, v.entry, v.key, v.slot limit 1
            """;

    private final CanonicalJson json;
    private final Plan plan;
    private final UUID project;

    Grounds(CanonicalJson json, Plan plan, UUID project) {
        this.json = json;
        this.plan = plan;
        this.project = project;
    }

    /** Lines of the step run that shows the figure and of the one that made it, in their order. */
    List<Why.Line> lines(Handle handle, Figures.Found found) {
        UUID made = Figures.madeBy(handle, found);
        return Stream.of(found.shownBy(), made)
                .distinct()
                .flatMap(run -> of(handle, run, found.figure().id()).stream())
                .toList();
    }

    private record Result(String step, Instant asOf, long run, String output) {}

    private List<Why.Line> of(Handle handle, UUID stepRun, String figure) {
        Optional<Result> result = handle.createQuery("""
                        select s.step, s.as_of, x.number, r.output from core.step_run s
                        join core.run x on x.id = s.run join core.result r on r.id = s.result
                        where s.id = :id and r.output is not null
                        """)
                .bind("id", stepRun)
                .map((row, context) -> new Result(
                        row.getString("step"),
                        row.getTimestamp("as_of").toInstant(),
                        row.getLong("number"),
                        row.getString("output")))
                .findFirst();
        List<Why.Line> lines = new ArrayList<>();
        result.ifPresent(stored -> plan.load(stored.step()).outputs().stream()
                .filter(Output.Lines.class::isInstance)
                .flatMap(
                        output -> json.tree(stored.output()).path(output.name()).valueStream())
                .map(line -> json.fromTree(line, FigureLine.class))
                .filter(line -> line.figures().contains(figure))
                .forEach(line -> lines.add(new Why.Line(
                        line.id(), line.kind(), stored.asOf(), stored.run(), line.text() + named(handle, line)))));
        return lines;
    }

    /** The version of the catalog that an artifact is. */
    private String named(Handle handle, FigureLine line) {
        return line.artifact()
                .map(digest -> handle.createQuery(NAMED)
                                .bind("project", project)
                                .bind("digest", digest)
                                .map((row, context) -> " · "
                                        + entry(row.getString("entry"), row.getString("key"), row.getString("slot"))
                                        + " version " + row.getLong("number"))
                                .findFirst()
                                .orElse("")
                        + " · " + digest)
                .orElse("");
    }

    private record Version(String entry, String key, String slot, long number, String digest, Instant asOf, long run) {}

    /** All that was read on the way, by entry and key; of many versions the newest, and how many. */
    List<Why.Line> versions(Handle handle, Figures.Found found) {
        List<Version> all = handle.createQuery(SLOTTED)
                .bind("start", Figures.madeBy(handle, found))
                .bind("project", project)
                .map((row, context) -> new Version(
                        row.getString("entry"),
                        row.getString("key"),
                        row.getString("slot"),
                        row.getLong("number"),
                        row.getString("digest"),
                        row.getTimestamp("as_of").toInstant(),
                        row.getLong("run")))
                .list();
        List<Why.Line> lines = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int to = from + 1;
            while (to < all.size()
                    && all.get(to).entry().equals(all.get(from).entry())
                    && all.get(to).key().equals(all.get(from).key())) {
                to++;
            }
            lines.addAll(told(all.subList(from, to)));
            from = to;
        }
        return lines;
    }

    private static List<Why.Line> told(List<Version> versions) {
        if (versions.size() <= VERSIONS_MAX) {
            return versions.stream().map(version -> line(version, "")).toList();
        }
        Version first = versions.get(0);
        Version last = versions.get(versions.size() - 1);
        String others = first.slot().equals(last.slot())
                ? "; " + (versions.size() - 1) + " earlier ones"
                : "; of " + versions.size() + " in " + first.slot() + " … " + last.slot();
        return List.of(line(last, others));
    }

    private static Why.Line line(Version version, String others) {
        return new Why.Line(
                entry(version.entry(), version.key(), version.slot()),
                "VERSION",
                version.asOf(),
                version.run(),
                "version " + version.number() + " · " + version.digest() + others);
    }

    private static String entry(String entry, String key, String slot) {
        return entry + (key.isEmpty() ? "" : " " + key) + (slot.isEmpty() ? "" : " " + slot);
    }
}

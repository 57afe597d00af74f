package io.volute.core.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What was made of what: walks the edges between step runs, and from them to the sources. Reads only; thread-safe. */
public final class Lineage {
    private final Jdbi jdbi;

    /** Over one database. */
    public Lineage(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Which way to walk. */
    public enum Direction {
        /** To what it was made of. */
        UP,
        /** To what was made of it. */
        DOWN
    }

    /**
     * Everything that was reached.
     *
     * @param steps step runs in the order in which they were reached; the first ones are where the walk began
     * @param edges what was read by whom
     * @param sources what the outside was for the steps that read it
     */
    public record Graph(List<Node> steps, List<Edge> edges, List<Source> sources) {
        /** Copies. */
        public Graph {
            steps = List.copyOf(steps);
            edges = List.copyOf(edges);
            sources = List.copyOf(sources);
        }
    }

    /**
     * A step run.
     *
     * @param id its identity
     * @param run number of its run
     * @param step {@code stage.step}
     * @param key key, empty without one
     * @param slot slot, empty without one
     * @param distance edges from where the walk began
     */
    public record Node(UUID id, long run, String step, String key, String slot, int distance) {}

    /**
     * A step run read an artifact.
     *
     * @param reader who read
     * @param component the component of its input
     * @param digest what
     * @param maker the step run that made it
     */
    public record Edge(UUID reader, String component, String digest, UUID maker) {}

    /**
     * A source as a run saw it.
     *
     * @param reader the step run that read it
     * @param name the source
     * @param digest digest of its content
     */
    public record Source(UUID reader, String name, String digest) {}

    /** Walks from some step runs as far as edges lead. */
    public Graph walk(Collection<UUID> from, Direction direction) {
        return jdbi.withHandle(handle -> walk(handle, from, direction));
    }

    private static Graph walk(Handle handle, Collection<UUID> from, Direction direction) {
        Map<UUID, Integer> distances = new LinkedHashMap<>();
        from.forEach(id -> distances.put(id, 0));
        Set<Edge> edges = new LinkedHashSet<>();
        Deque<UUID> front = new ArrayDeque<>(distances.keySet());
        while (!front.isEmpty()) {
            List<UUID> layer = List.copyOf(front);
            front.clear();
            for (Edge edge : edges(handle, layer, direction)) {
                edges.add(edge);
                UUID here = direction == Direction.UP ? edge.reader() : edge.maker();
                UUID there = direction == Direction.UP ? edge.maker() : edge.reader();
                if (distances.putIfAbsent(there, distances.getOrDefault(here, 0) + 1) == null) {
                    front.add(there);
                }
            }
        }
        return new Graph(
                nodes(handle, distances), List.copyOf(edges), sources(handle, List.copyOf(distances.keySet())));
    }

    private static List<Edge> edges(Handle handle, List<UUID> layer, Direction direction) {
        String sql = direction == Direction.UP ? """
                select e.step_run, e.component, e.digest, e.from_step_run from core.edge e
                where e.step_run = any(:layer) and e.from_step_run is not null
                order by e.step_run, e.component, e.digest
                """ : """
                select e.step_run, e.component, e.digest, e.from_step_run from core.edge e
                where e.from_step_run = any(:layer) order by e.step_run, e.component, e.digest
                """;
        return handle.createQuery(sql)
                .bindArray("layer", UUID.class, layer)
                .map((row, context) -> new Edge(
                        row.getObject("step_run", UUID.class),
                        row.getString("component"),
                        row.getString("digest"),
                        row.getObject("from_step_run", UUID.class)))
                .list();
    }

    private static List<Node> nodes(Handle handle, Map<UUID, Integer> distances) {
        Map<UUID, Node> found = new HashMap<>();
        handle.createQuery("""
                        select s.id, r.number, s.step, s.key, s.slot from core.step_run s
                        join core.run r on r.id = s.run where s.id = any(:ids)
                        """)
                .bindArray("ids", UUID.class, List.copyOf(distances.keySet()))
                .map((row, context) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Node(
                            id,
                            row.getLong("number"),
                            row.getString("step"),
                            row.getString("key"),
                            row.getString("slot"),
                            distances.getOrDefault(id, 0));
                })
                .forEach(node -> found.put(node.id(), node));
        List<Node> ordered = new ArrayList<>();
        for (UUID id : distances.keySet()) {
            Node node = found.get(id);
            if (node != null) {
                ordered.add(node);
            }
        }
        return ordered;
    }

    /** Sources of the steps that look outside: those with a source, or that read from no other step. */
    private static List<Source> sources(Handle handle, List<UUID> ids) {
        return handle.createQuery("""
                        select s.id, u.source, u.digest from core.step_run s
                        join core.run_source u on u.run = s.run and u.stage = split_part(s.step, '.', 1)
                        where s.id = any(:ids) and (jsonb_exists(s.components, 'source') or not exists (
                          select 1 from core.edge e where e.step_run = s.id))
                        order by s.id, u.source
                        """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) ->
                        new Source(row.getObject("id", UUID.class), row.getString("source"), row.getString("digest")))
                .list();
    }
}

package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Reads heads by many (address, instant) pairs in one statement. */
final class HeadReader {
    private static final String HEADS = """
            select a.n, h.id, h.seq, h.as_of, h.kind, h.fingerprint, h.result, h.components::text as components,
                   r.artifacts::text as artifacts, r.state as result_state
            from unnest(:steps, :keys, :slots, (:instants)::timestamptz[]) with ordinality
                   a(step, key, slot, at, n)
            cross join lateral (
              (select * from core.step_run s
                where s.project = :project and s.main
                  and s.step = a.step and s.key = a.key and s.slot = a.slot and s.as_of <= a.at
                order by s.as_of desc, s.seq desc limit 1)
              union all
              (select * from core.step_run s
                where s.project = :project and s.pass = :pass and not s.main
                  and s.step = a.step and s.key = a.key and s.slot = a.slot and s.as_of <= a.at
                order by s.as_of desc, s.seq desc limit 1)
              order by as_of desc, seq desc limit 1) h
            left join core.result r on r.id = h.result
            """;

    private final Jdbi jdbi;
    private final CanonicalJson json;

    HeadReader(Jdbi jdbi, CanonicalJson json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    Map<Heads.At, Head> heads(UUID project, UUID pass, List<Heads.At> reads) {
        Map<Heads.At, Head> found = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(HEADS)
                .bind("project", project)
                .bind("pass", pass)
                .bindArray(
                        "steps",
                        String.class,
                        texts(reads, read -> read.address().step()))
                .bindArray(
                        "keys",
                        String.class,
                        texts(reads, read -> read.address().key()))
                .bindArray(
                        "slots",
                        String.class,
                        texts(reads, read -> read.address().slotText()))
                .bindArray(
                        "instants",
                        String.class,
                        texts(reads, read -> read.instant().toString()))
                .map((row, context) -> Map.entry(reads.get(row.getInt("n") - 1), head(row)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
        return found;
    }

    private static List<String> texts(List<Heads.At> reads, Function<Heads.At, String> text) {
        return reads.stream().map(text).toList();
    }

    private Head head(ResultSet row) throws SQLException {
        String artifacts = row.getString("artifacts");
        SortedMap<String, Digest> digests = new TreeMap<>();
        if (artifacts != null) {
            json.tree(artifacts).properties().forEach(entry -> digests.put(entry.getKey(), digest(entry.getValue())));
        }
        SortedMap<String, Digest> components = new TreeMap<>();
        json.tree(row.getString("components"))
                .properties()
                .forEach(entry -> components.put(entry.getKey(), digest(entry.getValue())));
        return new Head(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getTimestamp("as_of").toInstant(),
                row.getString("kind"),
                row.getString("fingerprint"),
                row.getObject("result", UUID.class),
                "SKIPPED".equals(row.getString("result_state")),
                components,
                digests);
    }

    private static Digest digest(JsonNode node) {
        return Digest.parse(node.asText());
    }

    SortedMap<String, SortedMap<Slot, Digest>> slotMaps(UUID result) {
        return slotMaps(List.of(result)).getOrDefault(result, new TreeMap<>());
    }

    Map<UUID, SortedMap<String, SortedMap<Slot, Digest>>> slotMaps(Collection<UUID> results) {
        Map<UUID, SortedMap<String, SortedMap<Slot, Digest>>> maps = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select id, slot_maps::text as slot_maps from core.result where id = any(:ids)
                        """)
                .bindArray("ids", UUID.class, List.copyOf(results))
                .map((row, context) -> Map.entry(row.getObject("id", UUID.class), slotMap(row)))
                .forEach(entry -> maps.put(entry.getKey(), entry.getValue())));
        return maps;
    }

    private SortedMap<String, SortedMap<Slot, Digest>> slotMap(ResultSet row) throws SQLException {
        SortedMap<String, SortedMap<Slot, Digest>> byComponent = new TreeMap<>();
        String text = row.getString("slot_maps");
        if (text != null) {
            json.tree(text).properties().forEach(component -> {
                SortedMap<Slot, Digest> slots = new TreeMap<>();
                component
                        .getValue()
                        .properties()
                        .forEach(slot -> slots.put(Slot.parse(slot.getKey()), digest(slot.getValue())));
                byComponent.put(component.getKey(), slots);
            });
        }
        return byComponent;
    }
}

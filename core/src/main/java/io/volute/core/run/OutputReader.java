package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Described;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Verdict;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes an output record apart, and puts the same parts together again from the stored JSON of a reused result. */
final class OutputReader {
    /**
     * The parts of an output that mean something to the engine.
     *
     * @param json the whole record as canonical JSON
     * @param artifacts digest by component; of a map, the map's digest
     * @param slotMaps entries of the maps
     */
    record Parts(
            String json,
            SortedMap<String, Digest> artifacts,
            SortedMap<String, SortedMap<Slot, Digest>> slotMaps,
            List<Commit.Move> moves,
            Map<String, Double> metrics,
            List<Verdict> verdicts,
            String summary) {
        /** Every artifact, those inside maps instead of the maps, which have no bytes of their own. */
        List<Digest> digests() {
            List<Digest> digests = new ArrayList<>();
            artifacts.forEach((component, digest) -> {
                if (!slotMaps.containsKey(component)) {
                    digests.add(digest);
                }
            });
            slotMaps.values().forEach(map -> digests.addAll(map.values()));
            return digests;
        }
    }

    private final CanonicalJson json;
    private final Encoding encoding;

    OutputReader(CanonicalJson json, Encoding encoding) {
        this.json = json;
        this.encoding = encoding;
    }

    Parts read(StepNode node, Record output) {
        var parts = new Parts(
                json.write(output),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                output instanceof Described described ? described.summary() : "");
        Map<String, Object> values = new TreeMap<>();
        for (RecordComponent component : output.getClass().getRecordComponents()) {
            values.put(component.getName(), Encoding.read(output, component));
        }
        for (Output part : node.outputs()) {
            Object value = values.get(part.name()) instanceof Optional<?> optional
                    ? optional.orElse(null)
                    : values.get(part.name());
            if (part instanceof Output.One && value instanceof Artifact<?> artifact) {
                parts.artifacts().put(part.name(), artifact.digest());
            } else if (part instanceof Output.BySlot && value instanceof Map<?, ?> map) {
                SortedMap<Slot, Digest> slots = new TreeMap<>();
                map.forEach((slot, artifact) -> slots.put((Slot) slot, ((Artifact<?>) artifact).digest()));
                parts.slotMaps().put(part.name(), slots);
                parts.artifacts().put(part.name(), encoding.digest(slots));
            } else if (part instanceof Output.Moves moves && value instanceof Pointer<?> pointer) {
                parts.moves()
                        .add(new Commit.Move(
                                moves.entry(),
                                moves.alias(),
                                pointer.key(),
                                pointer.artifact().digest()));
            } else if (part instanceof Output.Figures && value instanceof Metrics metrics) {
                parts.metrics().putAll(metrics.values());
            } else if (part instanceof Output.Judged && value instanceof Verdict verdict) {
                parts.verdicts().add(verdict);
            }
        }
        return parts;
    }

    Parts read(StepNode node, ResultStore.Row row) {
        var parts = new Parts(
                row.output(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                new TreeMap<>(),
                verdicts(row.verdicts()),
                row.summary());
        if (row.output().isEmpty()) {
            return parts;
        }
        JsonNode output = json.tree(row.output());
        for (Output part : node.outputs()) {
            JsonNode value = output.path(part.name());
            if (part instanceof Output.One && value.isTextual()) {
                parts.artifacts().put(part.name(), Digest.parse(value.asText()));
            } else if (part instanceof Output.BySlot && value.isObject()) {
                SortedMap<Slot, Digest> slots = new TreeMap<>();
                value.properties()
                        .forEach(entry -> slots.put(
                                Slot.parse(entry.getKey()),
                                Digest.parse(entry.getValue().asText())));
                parts.slotMaps().put(part.name(), slots);
                parts.artifacts().put(part.name(), encoding.digest(slots));
            } else if (part instanceof Output.Moves moves && value.isObject()) {
                parts.moves()
                        .add(new Commit.Move(
                                moves.entry(),
                                moves.alias(),
                                value.path("key").asText(),
                                Digest.parse(value.path("artifact").asText())));
            }
        }
        return parts;
    }

    List<Verdict> verdicts(String text) {
        List<Verdict> verdicts = new ArrayList<>();
        if (!text.isEmpty()) {
            json.tree(text).forEach(node -> verdicts.add(json.fromTree(node, Verdict.class)));
        }
        return verdicts;
    }
}

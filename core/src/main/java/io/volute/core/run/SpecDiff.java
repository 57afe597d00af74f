package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What changed between two trees of a spec, key by key. */
final class SpecDiff {
    private SpecDiff() {}

    /**
     * One changed key.
     *
     * @param path full key path
     * @param from old value as written, empty when it was not there
     * @param to new value, empty when it is gone
     */
    record Change(String path, String from, String to) {
        /** {@code trees changed 100 → 300}, with the whole path. */
        String describe() {
            if (from.isEmpty()) {
                return path + " added: " + to;
            }
            return to.isEmpty() ? path + " removed (was " + from + ")" : path + " changed " + from + " → " + to;
        }
    }

    static List<Change> between(JsonNode from, JsonNode to, String path) {
        List<Change> changes = new ArrayList<>();
        collect(from, to, path, changes);
        return changes;
    }

    private static void collect(JsonNode from, JsonNode to, String path, List<Change> changes) {
        if (from.equals(to)) {
            return;
        }
        if (from.isObject() && to.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            from.fieldNames().forEachRemaining(names::add);
            to.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                collect(child(from, name), child(to, name), path.isEmpty() ? name : path + "." + name, changes);
            }
            return;
        }
        changes.add(new Change(path, text(from), text(to)));
    }

    private static JsonNode child(JsonNode node, String name) {
        JsonNode child = node.get(name);
        return child == null ? MissingNode.getInstance() : child;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
    }

    /** The subtree at a dotted path. */
    static JsonNode at(JsonNode tree, String path) {
        JsonNode node = tree;
        for (String name : path.split("\\.", -1)) {
            node = child(node, name);
        }
        return node;
    }
}

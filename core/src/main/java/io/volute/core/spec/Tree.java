package io.volute.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pinned form of a spec: sorted keys, every scalar the text that was written. */
final class Tree {
    private Tree() {}

    static JsonNode of(Node node) {
        if (node instanceof Node.Mapping mapping) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            new TreeMap<>(mapping.entries()).forEach((key, entry) -> tree.set(key, of(entry.value())));
            return tree;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode tree = JsonNodeFactory.instance.arrayNode();
            sequence.items().forEach(item -> tree.add(of(item)));
            return tree;
        }
        return TextNode.valueOf(node instanceof Node.Scalar scalar ? scalar.text() : "");
    }

    /** Back again. Every scalar is plain: quoted ones were checked when the spec was first read. */
    static Node node(JsonNode tree, Mark mark) {
        if (tree.isObject()) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            tree.properties()
                    .forEach(field -> entries.put(field.getKey(), new Node.Entry(mark, node(field.getValue(), mark))));
            return new Node.Mapping(mark, entries);
        }
        if (tree.isArray()) {
            List<Node> items = new ArrayList<>();
            tree.forEach(item -> items.add(node(item, mark)));
            return new Node.Sequence(mark, items);
        }
        return new Node.Scalar(mark, tree.asText(), true);
    }
}

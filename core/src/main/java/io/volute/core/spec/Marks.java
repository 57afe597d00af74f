package io.volute.core.spec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Moves nodes whose own positions mean nothing to the reader, such as those of an option, to one place. */
final class Marks {
    private Marks() {}

    static Node flattened(Node node, Mark mark) {
        if (node instanceof Node.Scalar scalar) {
            return new Node.Scalar(mark, scalar.text(), scalar.plain());
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    mark,
                    sequence.items().stream().map(item -> flattened(item, mark)).toList());
        }
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) -> entries.put(key, new Node.Entry(mark, flattened(entry.value(), mark))));
            return new Node.Mapping(mark, entries);
        }
        return new Node.Broken(mark);
    }
}

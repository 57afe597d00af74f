package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lays {@code --set modeling.candidates.boosting.trees=300} over a spec. Keys that are not there are added. */
final class Overrides {
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,5}");
    private static final Mark MARK = Mark.whole("--set");

    private final Problems problems;

    Overrides(Problems problems) {
        this.problems = problems;
    }

    Node.Mapping apply(Node.Mapping root, List<String> sets) {
        Node.Mapping result = root;
        for (String set : sets) {
            int equals = set.indexOf('=');
            String path = equals < 0 ? "" : set.substring(0, equals).strip();
            Place place = new Place(MARK, path, "core");
            if (path.isEmpty() || equals == set.length() - 1) {
                problems.add(
                        new Place(MARK, "", "core"),
                        Fault.SYNTAX,
                        "`" + Excerpt.of(set) + "` (expected: a key's path, = and a value, such as seed=2)");
                continue;
            }
            Node value = new YamlReader("--set", problems).value(set.substring(equals + 1));
            if (set(result, path, value, place) instanceof Node.Mapping changed) {
                result = changed;
            }
        }
        return result;
    }

    /** What stands at a path, if anything does. */
    static Optional<Node> at(Node node, String path) {
        if (path.isEmpty()) {
            return Optional.of(node);
        }
        if (node instanceof Node.Mapping mapping) {
            String key = firstKey(mapping, path);
            String rest = path.length() == key.length() ? "" : path.substring(key.length() + 1);
            return Optional.ofNullable(mapping.entries().get(key)).flatMap(entry -> at(entry.value(), rest));
        }
        int dot = path.indexOf('.');
        String index = dot < 0 ? path : path.substring(0, dot);
        return node instanceof Node.Sequence sequence
                        && INDEX.matcher(index).matches()
                        && Integer.parseInt(index) < sequence.items().size()
                ? at(sequence.items().get(Integer.parseInt(index)), dot < 0 ? "" : path.substring(dot + 1))
                : Optional.empty();
    }

    private Node set(Node node, String path, Node value, Place place) {
        if (path.isEmpty()) {
            return value;
        }
        if (node instanceof Node.Mapping mapping) {
            String key = firstKey(mapping, path);
            String rest = path.length() == key.length() ? "" : path.substring(key.length() + 1);
            Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
            Node.Entry old = entries.get(key);
            Node below = old == null ? new Node.Mapping(MARK, Map.of()) : old.value();
            Mark mark = rest.isEmpty() || old == null ? MARK : old.mark();
            entries.put(key, new Node.Entry(mark, set(below, rest, value, place)));
            return new Node.Mapping(mapping.mark(), entries);
        }
        int dot = path.indexOf('.');
        String index = dot < 0 ? path : path.substring(0, dot);
        if (node instanceof Node.Sequence sequence && INDEX.matcher(index).matches()) {
            int at = Integer.parseInt(index);
            if (at < sequence.items().size()) {
                List<Node> items = new ArrayList<>(sequence.items());
                items.set(at, set(items.get(at), dot < 0 ? "" : path.substring(dot + 1), value, place));
                return new Node.Sequence(sequence.mark(), items);
            }
        }
        String expected = node instanceof Node.Sequence sequence
                ? "the number of an item, 0 to " + (sequence.items().size() - 1)
                : "a path that ends here";
        problems.add(place, Fault.UNKNOWN_KEY, "`" + Excerpt.of(path) + "` leads nowhere (expected: " + expected + ")");
        return node;
    }

    /** Names may hold dots: the longest key that is there wins, else the text up to the first dot. */
    private static String firstKey(Node.Mapping mapping, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            String key = path.substring(0, end);
            if (mapping.entries().containsKey(key)) {
                return key;
            }
        }
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}

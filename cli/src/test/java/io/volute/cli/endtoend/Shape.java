package io.volute.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields of a document of JSON with their types: one line a field, in the order in which they are printed. */
final class Shape {
    private final Set<String> maps;
    private final Map<String, Set<String>> types = new LinkedHashMap<>();

    /** For documents in which the objects at these paths have names that depend on the project. */
    Shape(Set<String> maps) {
        this.maps = maps;
    }

    /** Adds what a document has. */
    Shape add(JsonNode document) {
        walk("", document);
        return this;
    }

    private void walk(String path, JsonNode node) {
        if (node.isObject() && !node.isEmpty()) {
            boolean map = maps.contains(path);
            node.properties()
                    .forEach(field -> walk(
                            (path.isEmpty() ? "" : path + ".") + (map ? "{NAME}" : field.getKey()), field.getValue()));
        } else if (node.isArray() && !node.isEmpty()) {
            node.forEach(item -> walk(path + "[]", item));
        } else {
            types.computeIfAbsent(path, each -> new TreeSet<>()).add(type(node));
        }
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "empty list";
            case OBJECT -> "empty object";
            default -> "null";
        };
    }

    /** What is empty in one place and filled in another says so only once. */
    String text() {
        StringBuilder text = new StringBuilder("```text\n");
        types.forEach((path, found) -> {
            boolean filled = types.keySet().stream()
                    .anyMatch(other -> other.startsWith(path + "[]") || other.startsWith(path + "."));
            // What is missing on one machine is a text on another, such as why a trainer cannot work here.
            if (found.equals(Set.of("null")) && !filled) {
                found.add("text");
            }
            String type = found.stream()
                    .filter(one -> !(filled && (one.startsWith("empty") || one.equals("null"))))
                    .sorted(Comparator.comparing("null"::equals))
                    .collect(Collectors.joining(" or "));
            if (!type.isEmpty()) {
                text.append(path).append("  ").append(type).append('\n');
            }
        });
        return text.append("```\n").toString();
    }
}

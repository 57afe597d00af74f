package io.volute.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.stage.Choice;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.Implementation;
import io.volute.core.stage.StageDefinition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON Schema (2020-12) of {@code volute.yaml}, generated from the same records that it binds to. */
public final class SpecSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final Map<Class<?>, ExtensionPoint<?>> points = new HashMap<>();
    private final SortedMap<String, ObjectNode> definitions = new TreeMap<>();

    private SpecSchema(Collection<ExtensionPoint<?>> points) {
        points.forEach(point -> this.points.put(point.type(), point));
    }

    /** The schema for these stages and extension points; equal input gives equal text. */
    public static ObjectNode generate(Collection<StageDefinition> stages, Collection<ExtensionPoint<?>> points) {
        SpecSchema schema = new SpecSchema(points);
        ObjectNode root = JSON.objectNode();
        root.put("$schema", DRAFT);
        root.put("title", "volute.yaml");
        ObjectNode body = schema.object(RootBinder.Head.class, Optional.empty());
        ObjectNode properties = (ObjectNode) body.get("properties");
        stages.stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(stage -> properties.set(stage.name(), schema.of(stage.section())));
        root.setAll(body);
        ObjectNode definitions = root.putObject("$defs");
        schema.definitions.forEach(definitions::set);
        return root;
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        Class<?> plain = (Class<?>) type;
        return ScalarType.find(plain).map(SpecSchema::scalar).orElseGet(() -> reference(plain));
    }

    private ObjectNode ofGeneric(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            ObjectNode list = JSON.objectNode().put("type", "array");
            list.set("items", of(arguments[0]));
            return list;
        }
        if (type.getRawType() == SortedMap.class) {
            ObjectNode map = JSON.objectNode().put("type", "object");
            map.set("additionalProperties", of(arguments[1]));
            return map;
        }
        if (type.getRawType() == Choice.class) {
            return choice((Class<?>) arguments[0]);
        }
        return of(arguments[0]);
    }

    private static ObjectNode scalar(ScalarType type) {
        ObjectNode schema = JSON.objectNode().put("type", type.schema());
        if (type.schema().equals("string") && !type.texts().isEmpty()) {
            ArrayNode texts = schema.putArray("enum");
            type.texts().forEach(texts::add);
        }
        if (type.schema().equals("string") && !type.pattern().isEmpty()) {
            schema.put("pattern", "^" + type.pattern() + "$");
        }
        return schema;
    }

    private ObjectNode reference(Class<?> type) {
        String name = type.getName().replaceFirst("^io\\.volute\\.", "").replace('$', '.');
        if (!definitions.containsKey(name)) {
            definitions.put(name, JSON.objectNode());
            definitions.put(name, object(type, Optional.empty()));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode choice(Class<?> type) {
        ExtensionPoint<?> point = points.get(type);
        if (point == null) {
            throw new IllegalStateException("no extension point for " + type.getName());
        }
        ObjectNode schema = JSON.objectNode();
        ArrayNode branches = schema.putArray("oneOf");
        new TreeMap<String, Implementation>(point.implementations().get())
                .forEach((name, implementation) -> branches.add(
                        object(implementation.options(), Optional.of(Map.entry(point.discriminator(), name)))));
        return schema;
    }

    private ObjectNode object(Class<?> type, Optional<Map.Entry<String, String>> selected) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        Doc doc = type.getAnnotation(Doc.class);
        if (doc != null) {
            schema.put("description", doc.value());
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        selected.ifPresent(entry -> {
            properties.putObject(entry.getKey()).put("const", entry.getValue());
            required.add(entry.getKey());
        });
        RecordBinder.components(type).forEach((key, component) -> {
            properties.set(key, property(component));
            boolean optional = component.getType() == Optional.class && !component.isAnnotationPresent(Draft.class);
            if (!optional && !component.isAnnotationPresent(Default.class)) {
                required.add(key);
            }
        });
        draft(type, schema);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    /** What has to be there unless the record is a draft. */
    private static void draft(Class<?> type, ObjectNode schema) {
        RecordBinder.components(type).forEach((key, component) -> {
            if (component.isAnnotationPresent(Draft.class)) {
                ObjectNode properties = schema.putObject("if").putObject("properties");
                ObjectNode word = JSON.objectNode().put("const", Draft.WORD);
                String unless = component.getAnnotation(Draft.class).unless();
                if (unless.isEmpty()) {
                    properties.set(key, word);
                } else {
                    ObjectNode lacking = JSON.objectNode().put("type", "object");
                    lacking.putObject("not").putArray("required").add(unless);
                    properties.putObject(key).putArray("anyOf").add(word).add(lacking);
                }
                ArrayNode written = schema.putObject("else").putArray("required");
                RecordBinder.components(type).forEach((other, beside) -> {
                    if (beside.isAnnotationPresent(NotInDraft.class)) {
                        written.add(other);
                    }
                });
            }
        });
    }

    private ObjectNode property(RecordComponent component) {
        ObjectNode schema = of(component.getGenericType());
        if (component.isAnnotationPresent(Draft.class)) {
            ObjectNode written = schema;
            schema = JSON.objectNode();
            schema.putArray("oneOf")
                    .add(JSON.objectNode().put("const", Draft.WORD))
                    .add(written);
        }
        Doc doc = component.getAnnotation(Doc.class);
        if (doc != null) {
            schema.put("description", doc.value());
        }
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            Problems problems = new Problems();
            Node value = new YamlReader("default", problems).value(fallback.value());
            schema.set("default", typed(Tree.of(value), schema.path("type").asText()));
        }
        return schema;
    }

    private static JsonNode typed(JsonNode value, String type) {
        return switch (type) {
            case "integer" -> JSON.numberNode(Long.parseLong(value.asText()));
            case "number" -> JSON.numberNode(Double.parseDouble(value.asText()));
            case "boolean" -> JSON.booleanNode(Boolean.parseBoolean(value.asText()));
            default -> value;
        };
    }
}

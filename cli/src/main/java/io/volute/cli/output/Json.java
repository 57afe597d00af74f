package io.volute.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.error.Problem;
import io.volute.core.error.VoluteException;
import java.util.List;

/** The documents that {@code --json} writes: one on standard output, camelCase, field names documented and stable. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty list. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A tree that was stored as text. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    /** Writes the one document. */
    public static void print(JsonNode document, Terminal.Channel channel) {
        channel.line(document.toPrettyString());
    }

    /** {@code [{file, line, column, path, code, message, suggestion}]}; suggestion is null without one. */
    public static ArrayNode problems(List<Problem> problems) {
        ArrayNode list = array();
        for (Problem problem : problems) {
            ObjectNode item = list.addObject();
            item.put("file", problem.file());
            item.put("line", problem.line());
            item.put("column", problem.column());
            item.put("path", problem.path());
            item.put("code", problem.code());
            item.put("message", problem.message());
            item.put("suggestion", problem.suggestion().orElse(null));
        }
        return list;
    }

    /** {@code error{code, message}, problems[]}: what a verb that failed writes instead of its document. */
    public static ObjectNode error(VoluteException error) {
        ObjectNode document = object();
        document.putObject("error").put("code", error.code().code()).put("message", error.getMessage());
        document.set("problems", problems(error.problems()));
        return document;
    }
}

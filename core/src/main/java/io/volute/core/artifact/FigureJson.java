package io.volute.core.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.io.IOException;

/** A figure is {@code {estimate, low, high, n, method}} or {@code {refused{code, message, remedy}}}. */
final class FigureJson extends SimpleModule {
    private static final long serialVersionUID = 1L;

    FigureJson() {
        addSerializer(Figure.class, new Writer());
        addDeserializer(Figure.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Figure> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Figure.class);
        }

        @Override
        public void serialize(Figure figure, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            if (figure instanceof Estimate estimate) {
                json.writeNumberField("estimate", estimate.estimate());
                json.writeNumberField("high", estimate.high());
                json.writeNumberField("low", estimate.low());
                json.writeStringField("method", estimate.method());
                json.writeNumberField("n", estimate.n());
            } else if (figure instanceof Refused refused) {
                json.writeObjectFieldStart("refused");
                json.writeStringField("code", refused.code());
                json.writeStringField("message", refused.message());
                json.writeStringField("remedy", refused.remedy());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<Figure> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Figure.class);
        }

        @Override
        public Figure deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            JsonNode refused = node.get("refused");
            if (refused != null) {
                return new Refused(
                        refused.path("code").asText(),
                        refused.path("message").asText(),
                        refused.path("remedy").asText());
            }
            return new Estimate(
                    node.path("estimate").asDouble(),
                    node.path("low").asDouble(),
                    node.path("high").asDouble(),
                    node.path("n").asLong(),
                    node.path("method").asText());
        }
    }
}

package io.volute.modeling.exact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Numbers as hexadecimal floating point text such as {@code 0x1.8p1}: exact, and fixed by the language, where decimal
 * text of the same number differs between Java versions and would change digests.
 */
public final class Exact {
    private Exact() {}

    /** The text of a finite number. */
    public static String write(double value) {
        return Double.toHexString(value);
    }

    /** The number behind a text that {@link #write(double)} made. */
    public static double read(JsonNode text) {
        return Double.parseDouble(text.asText());
    }

    /** A list of numbers. */
    public static ArrayNode write(double[] values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
        for (double value : values) {
            array.add(write(value));
        }
        return array;
    }

    /** The numbers of a list. */
    public static double[] readAll(JsonNode list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(list.get(i));
        }
        return values;
    }
}

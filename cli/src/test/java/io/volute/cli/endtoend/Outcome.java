package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a command left.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Outcome(String command, int exit, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asserts the exit code, with all that was printed in the message. */
    Outcome exits(int code) {
        assertThat(exit).as(toString()).isEqualTo(code);
        assertThat(out + err).as(toString()).doesNotContain("\tat ", "Exception in thread");
        return this;
    }

    /** Standard output as the one document that it is. */
    JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no single document of JSON: " + this, e);
        }
    }

    @Override
    public String toString() {
        return "volute " + command + " (exit " + exit + ")\n" + out + "\n" + err;
    }
}

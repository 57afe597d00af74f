package io.volute.statistics;

/**
 * Why there is no figure: a result, not an error.
 *
 * @param code stable name in kebab case, such as {@code too-few-rows}; for programs
 * @param message what was found and what was expected; for people
 * @param remedy what would make a figure possible
 */
public record Refused(String code, String message, String remedy) implements Figure {

    /** @throws IllegalArgumentException if a part is blank */
    public Refused {
        if (code.isBlank() || message.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("refusal without code, message or remedy: " + code + ", " + message);
        }
    }
}

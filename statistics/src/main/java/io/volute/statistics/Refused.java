package io.volute.statistics;

/**
 * Why there is no figure: a result, not an error.
 *
 * @param code stable name in kebab case, such as {@code too-few-rows}; for programs
 * @param message what was found and what was expected; for people
 * @param remedy what would make a figure possible
 */
public record Refused(String code, String message, String remedy)
        implements Figure, Tested, Planned, Timed, Decomposed {

    /** @throws IllegalArgumentException if a part is blank */
    public Refused {
        if (code.isBlank() || message.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("refusal without code, message or remedy: " + code + ", " + message);
        }
    }

    /** Code {@code too-few-rows}: fewer independent units than the method needs. */
    public static Refused tooFew(String what, long found, long needed) {
        return new Refused(
                "too-few-rows",
                what + ": " + found + " (expected: >= " + needed + ")",
                "collect at least " + needed + " " + what);
    }

    /** Code {@code identical}: both sides agree in every unit, so there is nothing to estimate. */
    public static Refused identical(String what) {
        return new Refused(
                "identical",
                what + ": equal in every unit (expected: at least one difference)",
                "nothing to compare; both sides do the same on these rows");
    }

    /** Code {@code no-variance}: all values are the same number, so no interval can be formed. */
    public static Refused noVariance(String what) {
        return new Refused(
                "no-variance",
                what + ": constant, so its error cannot be judged (expected: values that differ)",
                "check whether the metric is filled, or collect more units");
    }
}

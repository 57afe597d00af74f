package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The grammar of names that users give to projects, candidates and jobs. They become parts of addresses and of what
 * people type, so nothing is allowed that a shell, a file system or YAML reads as something else. Refused, never
 * normalised.
 */
public final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]+([._-][0-9]+)*|[0-9]+(\\.[0-9]+)?e-?[0-9]+|0x[0-9a-f]+|0o[0-7]+|0b[01]+");
    private static final Pattern RESERVED = Pattern.compile(
            "null|true|false|nan|inf|infinity|latest|head" + "|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private Names() {}

    /**
     * Why the text is no name, as a message for the user; empty when it is one.
     *
     * @param what what is named, for example {@code project}
     */
    public static Optional<String> problem(String what, String text) {
        String start = what + ": " + Excerpt.of(text);
        if (!FORM.matcher(text).matches() || text.contains("..")) {
            return Optional.of(start + " is no name (expected: at most 64 of a-z, 0-9, dot, underscore and hyphen,"
                    + " a letter or digit at both ends)");
        }
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(start + " is no name because it reads as a number (expected: a word)");
        }
        if (RESERVED.matcher(text).matches()) {
            return Optional.of(start + " is no name because the word has another meaning (expected: another word)");
        }
        return Optional.empty();
    }
}

package io.volute.core.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is found, never the secret: {@code ${env:NAME}} or {@code ${file:path}}. Safe to print, store and
 * fingerprint.
 *
 * @param kind where to look
 * @param name the variable's name, or the path, relative to the spec's folder
 */
public record Secret(Kind kind, String name) {
    private static final Pattern FORM = Pattern.compile("\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}\\x00-\\x1f]+)}");

    /** Where a secret is found. */
    public enum Kind {
        /** An environment variable. */
        ENV,
        /** The first line of a file. */
        FILE
    }

    /** Reads the written form; empty when the text has another one. The text may be a secret: do not show it. */
    public static Optional<Secret> find(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1, text.length() - 1);
        return Optional.of(new Secret(text.startsWith("${env") ? Kind.ENV : Kind.FILE, name));
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException that does not quote the text
     */
    @JsonCreator
    public static Secret parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a secret is never written here (expected: ${env:NAME} or ${file:path})"));
    }

    /**
     * The secret itself. Nobody may print or keep it.
     *
     * @param environment looks up a variable, null when it is not set: {@code System::getenv}
     * @param folder the spec's folder
     * @throws VoluteException USAGE when it is not there, naming the reference
     */
    public String reveal(Function<String, @Nullable String> environment, Path folder) {
        String found = kind == Kind.ENV ? environment.apply(name) : firstLine(folder.resolve(name));
        if (found == null || found.isEmpty()) {
            String where = kind == Kind.ENV ? "the environment variable is not set" : "the file is empty";
            throw new VoluteException(CoreError.USAGE, this + ": " + where + " (expected: the secret)");
        }
        return found;
    }

    private String firstLine(Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw new VoluteException(
                    CoreError.USAGE, this + ": the file cannot be read (expected: a readable file of one line)", e);
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return "${" + (kind == Kind.ENV ? "env:" : "file:") + name + "}";
    }
}

package io.volute.core.spec;

import java.util.Optional;

/**
 * One change of a spec.
 *
 * @param path keys from the root, joined by dots: {@code data-engineering.label.column}
 * @param from the value that is replaced, as it is written in YAML; absent when the key was not there
 * @param to the new value, as it is written in YAML
 */
public record SpecChange(
        @Doc("keys from the root, joined by dots, such as data-engineering.label.column")
        String path,

        @Doc("the value that is replaced; left out when the key is not there yet")
        Optional<String> from,

        @Doc("the new value") String to) {
    /** Checks that it changes something. */
    public SpecChange {
        if (path.isBlank() || to.isBlank()) {
            throw new IllegalArgumentException("a change of " + (path.isBlank() ? "nothing" : path)
                    + " to nothing (expected: a key's path and a new value)");
        }
        if (from.isPresent() && from.get().equals(to)) {
            throw new IllegalArgumentException(
                    path + ": from " + to + " to the same (expected: another value under to)");
        }
    }

    /** {@code data-engineering.label.column: played → finished}. */
    public String describe() {
        return path + ": " + from.map(old -> old + " → ").orElse("") + to;
    }
}

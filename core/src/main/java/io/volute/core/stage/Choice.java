package io.volute.core.stage;

import java.util.Map;

/**
 * One of many by name, with its options, as the spec says: {@code {trainer: boosting, trees: 200}}. The engine puts
 * name, class, revision and options into the fingerprint, so a swapped implementation never reuses the other's results.
 *
 * @param <T> the extension point
 * @param type the extension point's interface
 * @param name selected name
 * @param options bound options record of that implementation
 */
public record Choice<T extends Implementation>(Class<T> type, String name, Record options) {
    /**
     * The chosen one among those that are bound.
     *
     * @throws IllegalStateException when it is not there, although the spec was checked against the same names
     */
    public T from(Map<String, T> implementations) {
        T chosen = implementations.get(name);
        if (chosen == null) {
            throw new IllegalStateException(type.getSimpleName() + " " + name + ": not bound (expected one of: "
                    + implementations.keySet() + ")");
        }
        return chosen;
    }
}

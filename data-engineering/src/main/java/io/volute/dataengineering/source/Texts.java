package io.volute.dataengineering.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One object for equal texts: columns repeat themselves, and equal references compare at once. Not thread-safe. */
final class Texts {
    private static final int KEPT = 100_000;

    private final Map<String, String> texts = new HashMap<>();

    String of(String value) {
        if (texts.size() > KEPT) {
            texts.clear();
        }
        return Objects.requireNonNullElse(texts.putIfAbsent(value, value), value);
    }
}

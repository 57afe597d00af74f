package io.volute.dataengineering.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One object for equal texts: columns repeat themselves, and equal references compare at once. Not thread-safe. */
final class Texts {
    private static final int KEPT = 100_000;
    private static final int LATELY = 1 << 12;

    private final Map<String, String> texts = new HashMap<>();
    /** Those that came last, by a hash of their own, so that they need not be made to be found. */
    private final @Nullable String[] lately = new String[LATELY];

    /** The characters of a part as a text. */
    String of(char[] from, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + from[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (lately.length - 1);
        String known = lately[slot];
        if (known != null && is(known, from, start, end)) {
            return known;
        }
        String text = of(new String(from, start, end - start));
        lately[slot] = text;
        return text;
    }

    private static boolean is(String text, char[] from, int start, int end) {
        int length = end - start;
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != from[start + i]) {
                return false;
            }
        }
        return true;
    }

    String of(String value) {
        if (texts.size() > KEPT) {
            texts.clear();
        }
        return Objects.requireNonNullElse(texts.putIfAbsent(value, value), value);
    }
}

package io.volute.dataengineering.source;

import io.volute.core.error.Excerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of JSON rows: every key that any row has, in the order in which they first appear. Not thread-safe. */
final class JsonKeys {
    private static final int WIDEST = 10_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** A key that no column can have. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The key's column; a new one when it was not seen before. */
    int column(String key) throws Refused {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        if (key.isBlank()) {
            throw new Refused("a key without a name (expected: a name for each column)\nfix: name it");
        }
        String twin = folded.put(key.toLowerCase(Locale.ROOT), key);
        if (twin != null) {
            throw new Refused("key " + Excerpt.of(key) + " beside " + Excerpt.of(twin)
                    + " (expected: names that differ, not only in case)\nfix: write it in one way");
        }
        if (names.size() == WIDEST) {
            throw new Refused("more than " + WIDEST + " keys (expected: the same few in each row)"
                    + "\nfix: write what varies as a value, not as a key");
        }
        numbers.put(key, names.size());
        names.add(key);
        return names.size() - 1;
    }

    int count() {
        return names.size();
    }

    List<String> names() {
        return List.copyOf(names);
    }
}

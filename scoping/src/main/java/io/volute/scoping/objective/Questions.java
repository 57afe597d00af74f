package io.volute.scoping.objective;

import io.volute.core.error.Nearest;
import java.util.List;
import java.util.stream.IntStream;

/** The ids of the questions asked before the start. */
final class Questions {
    private static final List<String> IDS =
            IntStream.rangeClosed(1, 18).mapToObj(number -> "S" + number).toList();

    private Questions() {}

    static void checked(String key, String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException(key + ": " + id + " (expected: one of S1 to S18)"
                    + Nearest.of(id, IDS)
                            .map(near -> ". Did you mean " + near + "?")
                            .orElse(""));
        }
    }
}

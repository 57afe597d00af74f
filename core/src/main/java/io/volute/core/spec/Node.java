package io.volute.core.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a spec is made of, before anybody says what a value means: a plain scalar is text until its target is known. */
sealed interface Node {
    /** Where it begins. */
    Mark mark();

    /** A text. {@code plain}: written without quotes, so it may become a number, a date, a boolean. */
    record Scalar(Mark mark, String text, boolean plain) implements Node {}

    /** A list. */
    record Sequence(Mark mark, List<Node> items) implements Node {
        /** Copies. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys and values in the order of the text. */
    record Mapping(Mark mark, Map<String, Entry> entries) implements Node {
        /** Copies. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** Something whose problem was told already; whoever meets it says nothing more. */
    record Broken(Mark mark) implements Node {}

    /** A key with its value. {@code mark} is the key's. */
    record Entry(Mark mark, Node value) {}
}

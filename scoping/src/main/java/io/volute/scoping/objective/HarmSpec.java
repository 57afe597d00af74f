package io.volute.scoping.objective;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.util.List;
import java.util.Optional;

/** What may go wrong for people: asked before the start, when it can still be answered by not starting. */
public record HarmSpec(
        @Doc("who may be harmed by a wrong decision, and how, one line each") @Default("[]")
        List<String> who,

        @Doc("how it may be misused, one line each") @Default("[]")
        List<String> misuse,

        @Doc("why no decision is about a person; left out when decisions are about people")
        Optional<String> noPeople,

        @Doc("columns that together may tell who somebody is; each combination needs 5 rows") @Default("[]")
        List<String> keys,

        @Doc("columns whose values are groups of people; not compared when left out")
        Optional<List<String>> groups) {
    /** Copies. */
    public HarmSpec {
        groups = groups.map(List::copyOf);
        groups.filter(List::isEmpty).ifPresent(none -> {
            throw new IllegalArgumentException("groups: none (expected: at least one column, or no key)");
        });
        if (groups.isPresent() && noPeople.isPresent()) {
            throw new IllegalArgumentException("groups: of people, beside no-people (expected: one or the other)");
        }
        who = List.copyOf(who);
        misuse = List.copyOf(misuse);
        keys = List.copyOf(keys);
    }

    /** Without groups. */
    public HarmSpec(List<String> who, List<String> misuse, Optional<String> noPeople, List<String> keys) {
        this(who, misuse, noPeople, keys, Optional.empty());
    }
}

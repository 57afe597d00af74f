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
        List<String> keys) {
    /** Copies. */
    public HarmSpec {
        who = List.copyOf(who);
        misuse = List.copyOf(misuse);
        keys = List.copyOf(keys);
    }
}

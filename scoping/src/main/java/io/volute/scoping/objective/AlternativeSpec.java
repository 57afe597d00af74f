package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.spec.Doc;
import io.volute.core.spec.SpecChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What else the model could be made good at: proposed to the owner when the business metric disappoints. */
public record AlternativeSpec(
        @Doc("a short name in kebab-case, for example finished-plays")
        String name,

        @Doc("why it might move the business metric, one sentence")
        String why,

        @Doc("what changes in this file, each with from and to")
        List<SpecChange> changes) {
    /** Checks that it changes something, and no key twice. */
    public AlternativeSpec {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("changes: none (expected: at least one, {path, from, to})");
        }
        Set<String> paths = new HashSet<>();
        for (SpecChange change : changes) {
            if (!paths.add(change.path())) {
                throw new IllegalArgumentException("changes: " + change.path() + " twice (expected: once)");
            }
        }
    }

    Alternatives.Alternative alternative() {
        return new Alternatives.Alternative(name, why, changes);
    }
}

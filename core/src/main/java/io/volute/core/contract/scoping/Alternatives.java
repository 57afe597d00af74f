package io.volute.core.contract.scoping;

import io.volute.core.spec.SpecChange;
import java.util.List;

/**
 * What else the model could be made good at, written down before the first one disappointed.
 *
 * @param target what it is made good at now
 * @param all in the order in which they are to be tried
 */
public record Alternatives(String target, List<Alternative> all) {
    /** Copies. */
    public Alternatives {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param name in kebab-case
     * @param why one sentence
     * @param changes what would change in the spec
     */
    public record Alternative(String name, String why, List<SpecChange> changes) {
        /** Copies. */
        public Alternative {
            changes = List.copyOf(changes);
        }
    }
}

package io.volute.core.contract.scoping;

import java.util.List;

/**
 * What was asked before the start about people, for the card of every model that follows. There is none where nobody wrote
 * anything.
 *
 * @param who may be harmed by a wrong decision, and how
 * @param misuse how it may be misused
 * @param outOfScope what it must not be used for
 */
public record Harm(List<String> who, List<String> misuse, List<String> outOfScope) {
    /** Copies. */
    public Harm {
        who = List.copyOf(who);
        misuse = List.copyOf(misuse);
        outOfScope = List.copyOf(outOfScope);
    }
}

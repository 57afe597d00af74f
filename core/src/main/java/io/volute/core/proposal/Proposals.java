package io.volute.core.proposal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the newest turn proposes: the catalog's entry {@value #ENTRY}. What somebody decided about stays decided when a
 * later turn no longer raises it.
 *
 * @param all the most urgent first
 */
public record Proposals(List<Proposal> all) {
    /** The entry under which a stage offers them. */
    public static final String ENTRY = "proposals";

    /** Copies; each once. */
    public Proposals {
        Set<String> ids = new HashSet<>();
        all = all.stream().filter(proposal -> ids.add(proposal.id())).toList();
    }

    /** One of them. */
    public Optional<Proposal> find(String id) {
        return all.stream().filter(proposal -> proposal.id().equals(id)).findFirst();
    }
}

package io.volute.core.proposal;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided about a proposal; appended, never changed.
 *
 * @param proposal as it stood then
 * @param accepted whether its changes are laid over the spec from then on
 * @param by who decided: a name, or {@code auto}
 * @param why the reason given
 * @param asOf newest date of the main line then
 * @param at when
 * @param supersededBy id of the proposal of the same insight that was accepted, and closed this one
 */
public record ProposalDecision(
        Proposal proposal,
        boolean accepted,
        String by,
        String why,
        Instant asOf,
        Instant at,
        Optional<String> supersededBy) {
    /** ACCEPTED, REJECTED or SUPERSEDED. */
    public String word() {
        return accepted ? "ACCEPTED" : supersededBy.isPresent() ? "SUPERSEDED" : "REJECTED";
    }

    /** What an acceptance does to another proposal of the same insight: nobody has to decide about it any more. */
    public ProposalDecision closing(Proposal other) {
        return new ProposalDecision(
                other, false, by, proposal.id() + " was accepted instead", asOf, at, Optional.of(proposal.id()));
    }
}

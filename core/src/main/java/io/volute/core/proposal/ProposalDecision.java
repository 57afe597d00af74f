package io.volute.core.proposal;

import java.time.Instant;

/**
 * What was decided about a proposal; appended, never changed.
 *
 * @param proposal as it stood then
 * @param accepted whether its changes are laid over the spec from then on
 * @param by who decided: a name, or {@code auto}
 * @param why the reason given
 * @param asOf newest date of the main line then
 * @param at when
 */
public record ProposalDecision(Proposal proposal, boolean accepted, String by, String why, Instant asOf, Instant at) {
    /** ACCEPTED or REJECTED. */
    public String word() {
        return accepted ? "ACCEPTED" : "REJECTED";
    }
}

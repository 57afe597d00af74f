package io.volute.core.proposal;

import io.volute.core.artifact.CanonicalJson;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of decisions. Knows SQL and nothing else. */
public final class DecisionStore {
    private final CanonicalJson json;

    /** Over this form of JSON. */
    public DecisionStore(CanonicalJson json) {
        this.json = json;
    }

    /** All decisions of a project, oldest first. */
    public List<ProposalDecision> list(Handle handle, UUID project) {
        return handle.createQuery("""
                        select content, accepted, decided_by, why, as_of, created_at, superseded_by
                        from core.proposal_decision where project = :project order by position
                        """)
                .bind("project", project)
                .map((row, context) -> new ProposalDecision(
                        json.read(row.getString("content"), Proposal.class),
                        row.getBoolean("accepted"),
                        row.getString("decided_by"),
                        row.getString("why"),
                        row.getTimestamp("as_of").toInstant(),
                        row.getTimestamp("created_at").toInstant(),
                        Optional.ofNullable(row.getString("superseded_by"))))
                .list();
    }

    /**
     * Appends a decision.
     *
     * @return false when the proposal was decided before; nothing is written then
     */
    public boolean append(Handle handle, UUID project, ProposalDecision decision) {
        return handle.createUpdate("""
                        insert into core.proposal_decision
                          (project, proposal, content, accepted, decided_by, why, as_of, created_at, superseded_by)
                        values (:project, :proposal, :content, :accepted, :by, :why, :asOf, :at, :supersededBy)
                        on conflict (project, proposal) do nothing
                        """)
                        .bind("project", project)
                        .bind("proposal", decision.proposal().id())
                        .bind("content", json.write(decision.proposal()))
                        .bind("accepted", decision.accepted())
                        .bind("by", decision.by())
                        .bind("why", decision.why())
                        .bind("asOf", decision.asOf())
                        .bind("at", decision.at())
                        .bind("supersededBy", decision.supersededBy())
                        .execute()
                == 1;
    }
}

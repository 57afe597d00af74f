-- A proposal that nobody has to decide about any more, since another of the same insight was accepted: that one's id.

alter table core.proposal_decision add column superseded_by text;

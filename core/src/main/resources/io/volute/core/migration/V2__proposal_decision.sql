-- What was decided about proposals: appended, never changed. An accepted one is laid over the spec from then on.

create table core.proposal_decision (
  position bigint generated always as identity primary key,
  project uuid not null references core.project,
  proposal text not null,
  content text not null,
  accepted boolean not null,
  decided_by text not null,
  why text not null,
  as_of timestamptz not null,
  created_at timestamptz not null,
  unique (project, proposal)
);

-- Projects, passes, runs, results and what they read; artifacts by digest. Facts are appended, heads are queries.

create table core.store (
  singleton boolean primary key default true check (singleton),
  id text not null
);
comment on table core.store is 'The artifact store that the rows of this database point into.';

create table core.project (
  id uuid primary key,
  name text not null unique,
  commits bigint not null default 0,
  passes bigint not null default 0,
  runs bigint not null default 0,
  created_at timestamptz not null default now()
);

create table core.pass (
  id uuid primary key,
  project uuid not null references core.project,
  opened bigint not null,
  as_of timestamptz not null,
  main boolean not null,
  cause text not null,
  created_at timestamptz not null default now(),
  unique (project, opened)
);

create table core.pass_pin (
  pass uuid not null references core.pass,
  entry text not null,
  key text not null default '',
  alias text not null default '',
  digest text,
  to_key text,
  step_run uuid,
  primary key (pass, entry, key, alias)
);

create table core.command (
  id uuid primary key,
  project uuid not null references core.project,
  kind text not null,
  arguments text not null,
  state text not null check (state in ('RUNNING', 'DONE')),
  created_at timestamptz not null default now()
);
comment on table core.command is 'What the user asked for when it takes several runs, so that resume can go on.';

create table core.run (
  id uuid primary key,
  project uuid not null references core.project,
  number bigint not null,
  pass uuid references core.pass,
  job text,
  slot text,
  as_of timestamptz not null,
  cause text not null,
  steps text not null default '',
  spec text not null,
  folder text not null,
  state text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'REFUSED', 'ABANDONED')),
  why text,
  host text not null,
  process bigint not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (project, number),
  unique (project, job, slot)
);

create table core.run_step (
  run uuid not null references core.run,
  step text not null,
  as_of timestamptz not null,
  primary key (run, step, as_of)
);

create table core.run_source (
  run uuid not null references core.run,
  stage text not null,
  source text not null,
  digest text not null,
  look text not null,
  primary key (run, stage, source)
);

create table core.slot_skip (
  project uuid not null references core.project,
  job text not null,
  slot text not null,
  why text not null,
  host text not null,
  process bigint not null,
  created_at timestamptz not null default now()
);

create table core.result (
  project uuid not null references core.project,
  fingerprint text not null,
  attempt int not null default 0,
  id uuid not null unique,
  epoch bigint not null default 1,
  state text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'SKIPPED')),
  host text not null,
  process bigint not null,
  process_start timestamptz,
  lease_until timestamptz,
  output text,
  artifacts jsonb,
  slot_maps jsonb,
  summary text,
  verdicts text,
  message text,
  millis bigint,
  created_at timestamptz not null default now(),
  primary key (project, fingerprint, attempt)
);

create table core.step_run (
  project uuid not null references core.project,
  seq bigint not null,
  id uuid not null unique,
  run uuid not null references core.run,
  pass uuid not null references core.pass,
  main boolean not null,
  step text not null,
  key text not null default '',
  slot text not null default '',
  as_of timestamptz not null,
  kind text not null check (kind in ('COMPUTED', 'REUSED', 'RETIRED')),
  fingerprint text not null,
  result uuid references core.result (id),
  components jsonb not null,
  created_at timestamptz not null default now(),
  primary key (project, seq)
);
create index step_run_head on core.step_run (project, step, key, slot, as_of, seq) where main;
create index step_run_look_back on core.step_run (project, pass, step, key, slot, as_of, seq) where not main;
create index step_run_result on core.step_run (result);

create table core.edge (
  step_run uuid not null references core.step_run (id),
  component text not null,
  digest text not null,
  from_step_run uuid
);
create index edge_step_run on core.edge (step_run);
create index edge_digest on core.edge (digest);
create index edge_from on core.edge (from_step_run);

create table core.alias_row (
  project uuid not null references core.project,
  seq bigint not null,
  entry text not null,
  alias text not null,
  as_of timestamptz not null,
  pass uuid not null references core.pass,
  main boolean not null,
  by_hand boolean not null,
  to_key text not null,
  digest text not null,
  step_run uuid,
  why text not null default '',
  created_at timestamptz not null default now(),
  primary key (project, seq, entry, alias)
);

create table core.version (
  project uuid not null references core.project,
  entry text not null,
  key text not null default '',
  slot text not null default '',
  number bigint not null,
  digest text not null,
  step_run uuid not null,
  created_at timestamptz not null default now(),
  unique (project, entry, key, slot, number),
  unique (project, entry, key, slot, digest)
);
create index version_digest on core.version (digest);

create table core.metric (
  result uuid not null references core.result (id),
  name text not null,
  value double precision not null,
  primary key (result, name)
);

create table core.artifact_hold (
  digest text not null,
  result uuid not null,
  epoch bigint not null,
  created_at timestamptz not null default now()
);
create index artifact_hold_digest on core.artifact_hold (digest);

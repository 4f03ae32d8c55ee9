-- Purpose: grants, proposals and decisions.
-- New tables only; no lock on anything that is in use.

create table grants (
    id bigint generated always as identity primary key,
    account text collate "C" not null constraint grants_account_fkey references accounts,
    role text not null constraint grants_role_check check
        (role in ('provider', 'moderator', 'supervisor', 'administrator')),
    territory text collate "C" constraint grants_territory_fkey references territories,
    listing text collate "C" constraint grants_listing_fkey references listings,
    field_groups text[],
    starts_at timestamptz not null default now(),
    ends_at timestamptz
);
create index grants_account_idx on grants (account);
create index grants_listing_idx on grants (listing) where listing is not null;
comment on table grants is
    'Rights: a role over a territory and all below it, over one listing, or everywhere where both are null.';
comment on column grants.field_groups is 'The groups of fields that the right covers; null for all.';

create table proposals (
    id text collate "C" primary key,
    kind text not null constraint proposals_kind_check check (kind in ('edit', 'create', 'close', 'claim')),
    origin text not null constraint proposals_origin_check check (origin in ('provider', 'staff', 'import')),
    listing text collate "C" constraint proposals_listing_fkey references listings,
    commune text collate "C",
    author text collate "C" not null constraint proposals_author_fkey references accounts,
    state text not null constraint proposals_state_check check (state in
        ('submitted', 'changes_requested', 'accepted', 'partially_accepted', 'rejected', 'withdrawn', 'expired',
         'superseded')),
    version integer not null default 1,
    base_revision integer not null,
    risk smallint not null,
    comment text,
    remark text,
    submitted_at timestamptz not null,
    updated_at timestamptz not null,
    due_on date not null,
    closed_at timestamptz,
    claimed_by text collate "C" constraint proposals_claimed_by_fkey references accounts,
    claimed_until timestamptz,
    run bigint,
    constraint proposals_listing_check check ((kind = 'create') or listing is not null)
);
create index proposals_queue_idx on proposals (submitted_at, id) where state = 'submitted';
create index proposals_listing_idx on proposals (listing) where state in ('submitted', 'changes_requested');
create index proposals_author_idx on proposals (author, submitted_at, id);
comment on column proposals.version is 'Grows with every amendment and decision; a decision names the version it saw.';
comment on column proposals.due_on is 'Ten working days after submission (rule of SIRTAQUI).';

create table proposal_fields (
    proposal text collate "C" not null constraint proposal_fields_proposal_fkey references proposals,
    path text not null,
    base jsonb,
    proposed jsonb,
    status text not null default 'pending' constraint proposal_fields_status_check check
        (status in ('pending', 'accepted', 'accepted_modified', 'rejected', 'withdrawn', 'expired', 'superseded')),
    final jsonb,
    reason_code text,
    reason text,
    decided_by text collate "C",
    decided_at timestamptz,
    constraint proposal_fields_pkey primary key (proposal, path)
);
comment on column proposal_fields.base is 'The value that the author had before the eyes; null where the field was empty.';
comment on column proposal_fields.proposed is 'The value that the author wants; null to empty the field.';

create table decisions (
    id bigint generated always as identity primary key,
    proposal text collate "C" not null constraint decisions_proposal_fkey references proposals,
    version integer not null,
    actor text collate "C" not null,
    at timestamptz not null,
    seen jsonb not null,
    choices jsonb not null,
    revision integer,
    undone_at timestamptz
);
create index decisions_proposal_idx on decisions (proposal, id);

create table import_runs (
    id bigint generated always as identity primary key,
    source text not null,
    format text not null,
    path text not null,
    actor text collate "C" not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    counts jsonb not null default '{}'
);

create table idempotency_keys (
    account text collate "C" not null,
    key text not null,
    fingerprint bytea not null,
    status smallint,
    headers jsonb,
    body text,
    created_at timestamptz not null default now(),
    constraint idempotency_keys_pkey primary key (account, key)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);
comment on table idempotency_keys is
    'Answers to requests that carried an Idempotency-Key, kept for 48 hours; without a status while in flight.';

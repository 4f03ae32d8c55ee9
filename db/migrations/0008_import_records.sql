-- Purpose: what an import did to each record, so that a run can be shown and rolled back, and which records have
-- vanished from their source.
-- New columns without a rewrite (locks import_runs and listing_sources for a moment), a new table.

alter table import_runs
    add column complete boolean not null default false,
    add column findings jsonb not null default '{}',
    add column rolled_back_at timestamptz,
    add column rolled_back_by text collate "C";
create index import_runs_source_idx on import_runs (source, id);
comment on table import_runs is 'Each import that was not a dry run; without a finish it was broken off or is still at work.';
comment on column import_runs.complete is 'Whether the feed was all that the source has: records that it lacks have vanished.';
comment on column import_runs.findings is 'How many findings there were, by rule.';

alter table listing_sources
    add column missing_since timestamptz,
    add column missing_run bigint,
    add column removed_at timestamptz,
    add column closed_revision integer,
    add constraint listing_sources_removed_check check (removed_at is null or missing_since is not null);
comment on column listing_sources.missing_since is 'Since when the source lacks the record: a complete feed did not have it, or the source said so.';
comment on column listing_sources.missing_run is 'The run that noticed.';
comment on column listing_sources.removed_at is 'When the record stopped counting as a source of its listing.';
comment on column listing_sources.closed_revision is
    'The revision that closed the listing with the record; a record that comes back restores it while it is the newest.';

create table import_records (
    run bigint not null constraint import_records_run_fkey references import_runs,
    key text not null,
    listing text collate "C" not null,
    outcome text not null constraint import_records_outcome_check check
        (outcome in ('created', 'updated', 'unchanged', 'conflicted', 'removed')),
    revision integer,
    proposals text[] not null,
    is_new boolean not null,
    undone text constraint import_records_undone_check check (undone in ('taken_back', 'partly', 'skipped')),
    undone_at timestamptz,
    constraint import_records_pkey primary key (run, key)
);
create index import_records_listing_idx on import_records (listing, run);
comment on table import_records is 'What each run did: one row for each record with which it did something.';
comment on column import_records.revision is 'The revision that the run published, null where it published none.';
comment on column import_records.proposals is 'The proposals in which the run laid its conflicts before the moderator.';
comment on column import_records.is_new is 'Whether the source had not sent the record before.';
comment on column import_records.undone is 'What a rollback of the run made of it, null before.';

-- Purpose: whether the rows that are made of listings (search, keys, openings, documents) wait to be made anew, and
-- answers to repeatable requests that are always whole.
-- A new table of one row; idempotency_keys is scanned under a short exclusive lock (it holds two days). A later migration
-- that changes what the rows say ends with `update rebuild_state set due_since = clock_timestamp()`.

create table rebuild_state (
    one boolean primary key default true constraint rebuild_state_one_check check (one),
    due_since timestamptz
);
-- Databases of earlier versions lack the keys of 0006 and the minutes of 0007.
insert into rebuild_state (due_since) select case when exists (select from listings) then clock_timestamp() end;
comment on table rebuild_state is
    'Whether the rows that are made of listings (search, keys, openings, documents) wait to be made anew; `fitxa migrate` does it.';
comment on column rebuild_state.due_since is 'Since when, null where they are as this version makes them.';

delete from idempotency_keys where status is null or headers is null or body is null;
alter table idempotency_keys
    alter column status set not null,
    alter column headers set not null,
    alter column body set not null;
comment on table idempotency_keys is
    'Answers to requests that carried an Idempotency-Key, written with the effect; of no use after 48 hours, when later ones remove them.';

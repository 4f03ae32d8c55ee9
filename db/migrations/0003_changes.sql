-- Purpose: the change feed with its counter row, and the audit chain.
-- New tables only; no lock on anything that is in use.

create table feed_head (
    one boolean primary key default true constraint feed_head_one_check check (one),
    epoch uuid not null default gen_random_uuid(),
    position bigint not null default 0,
    horizon bigint not null default 0
) with (fillfactor = 10);
insert into feed_head default values;
comment on table feed_head is
    'The newest position of the feed. A publishing transaction locks this row as its last step but one, so positions are given in the order of commits, without gaps.';
comment on column feed_head.epoch is 'Replaced when the database is restored: cursors of another epoch are refused.';
comment on column feed_head.horizon is 'The newest position whose entry is no longer kept.';

create table changes (
    position bigint primary key,
    at timestamptz not null default clock_timestamp(),
    listing text collate "C" not null,
    revision integer not null,
    op text not null constraint changes_op_check check (op in ('upsert', 'remove')),
    reason text,
    merged_into text collate "C",
    changed text[] not null,
    territories_before text[] not null,
    territories_after text[] not null
);
comment on table changes is 'The change feed: one row for each revision, kept for ever unless the horizon moves.';

create table audit_head (
    one boolean primary key default true constraint audit_head_one_check check (one),
    number bigint not null default 0,
    hash bytea not null default '\x'
) with (fillfactor = 10);
insert into audit_head default values;

create table audit_entries (
    number bigint primary key,
    at timestamptz not null,
    actor text collate "C" not null,
    via text not null,
    action text not null,
    subject text not null,
    detail jsonb not null,
    previous bytea not null,
    hash bytea not null
);
create index audit_entries_subject_idx on audit_entries (subject, number);
comment on table audit_entries is
    'Who did what; each row carries the SHA-256 of its content and of the row before. No personal data: actors are opaque ids.';

create function audit_hash(previous bytea, number bigint, at timestamptz, actor text, via text, action text,
                           subject text, detail jsonb) returns bytea
    language sql stable parallel safe
    return sha256(previous || convert_to(
        concat_ws(E'\n', number, extract(epoch from at), length(actor), actor, via, action, length(subject), subject,
                  detail::text), 'UTF8'));

create function append_audit(at timestamptz, actor text, via text, actions text[], subjects text[], details jsonb[])
    returns bigint language plpgsql as $$
declare
    head audit_head;
begin
    select * into head from audit_head for update;
    for i in 1 .. cardinality(actions) loop
        head.number := head.number + 1;
        insert into audit_entries (number, at, actor, via, action, subject, detail, previous, hash)
        values (head.number, at, actor, via, actions[i], subjects[i], details[i], head.hash,
            audit_hash(head.hash, head.number, at, actor, via, actions[i], subjects[i], details[i]))
        returning hash into head.hash;
    end loop;
    update audit_head set number = head.number, hash = head.hash;
    return head.number;
end $$;
comment on function append_audit is 'Appends entries to the chain; the head row stays locked until the commit.';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% rows of % are never changed', lower(tg_op), tg_table_name using errcode = '42501';
end $$;
create trigger revisions_immutable before update or delete or truncate on revisions
    for each statement execute function refuse_change();
create trigger changes_immutable before update or truncate on changes
    for each statement execute function refuse_change();
create trigger audit_entries_immutable before update or delete or truncate on audit_entries
    for each statement execute function refuse_change();

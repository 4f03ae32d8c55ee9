-- Purpose: which record of a source has laid which field into a proposal, so that the rollback of a run takes out what
-- that run brought and what others have proposed waits on.
-- A new table, filled with what is known for certain: the fields of proposals that one run has made and nobody has
-- touched since; other fields that wait stand as laid by a record on its own, so that no rollback takes them out. Reads proposals and import_records, locks nothing that is in use.

create table import_conflicts (
    id bigint generated always as identity primary key,
    run bigint constraint import_conflicts_run_fkey references import_runs,
    key text not null,
    proposal text collate "C" not null constraint import_conflicts_proposal_fkey references proposals,
    path text not null,
    last jsonb,
    proposed jsonb
);
create index import_conflicts_proposal_idx on import_conflicts (proposal);
comment on table import_conflicts is
    'Each field that a record of a source has laid into a proposal; of several for one field the newest is what the proposal says.';
comment on column import_conflicts.run is 'The run, null where the record came on its own.';
comment on column import_conflicts.last is 'What the source had sent before; null where it had sent nothing.';
comment on column import_conflicts.proposed is 'What the source sent; null to empty the field.';

insert into import_conflicts (run, key, proposal, path, last, proposed)
select r.run, r.key, p.id, f.path, f.base, f.proposed
from proposals p
join import_records r on r.listing = p.listing and r.run = p.run and p.id = any (r.proposals)
join proposal_fields f on f.proposal = p.id
where p.kind = 'edit' and p.version = 1 and r.outcome = 'conflicted' and r.undone is null
order by r.run, p.id, f.path;

insert into import_conflicts (run, key, proposal, path, last, proposed)
select null, '', p.id, f.path, f.base, f.proposed
from proposals p
join proposal_fields f on f.proposal = p.id
where p.kind = 'edit' and p.origin = 'import' and f.status = 'pending'
    and not exists (select from import_conflicts c where c.proposal = p.id and c.path = f.path)
order by p.id, f.path;

-- Purpose: find listings that may be one place: keys of each published listing; a proposal may ask for a merge.
-- A new table, filled by `fitxa rebuild`; columns without default and the check of proposals.kind under short
-- exclusive locks; an index on listing_sources is built anew, that on listings.merged_into over closed ones only.

create table listing_keys (
    listing text collate "C" not null constraint listing_keys_listing_fkey references listings,
    key text collate "C" not null
);
create index listing_keys_listing_idx on listing_keys (listing);
create index listing_keys_key_idx on listing_keys (key);
comment on table listing_keys is
    'What a published listing can be recognised by: p: telephone, w: host and path of a website, s: SIRET, n: name within a commune.';

-- The proposal to merge a new listing is stored before the listing itself, in one transaction.
alter table proposals alter constraint proposals_listing_fkey deferrable initially deferred;
alter table proposals drop constraint proposals_kind_check;
alter table proposals add constraint proposals_kind_check check
    (kind in ('edit', 'create', 'close', 'claim', 'merge'));

-- Whether a source sends a listing is asked for every neighbour of every new record.
drop index listing_sources_listing_idx;
create index listing_sources_listing_idx on listing_sources (listing, source);
alter table listing_sources add column merged_from text collate "C";
comment on column listing_sources.merged_from is
    'The listing that had the record before it was merged; restoring that one takes the record back.';
alter table grants add column merged_from text collate "C";
comment on column grants.merged_from is 'The merged listing from which the right was carried over.';
create index grants_merged_from_idx on grants (merged_from) where merged_from is not null;
create index listings_merged_into_idx on listings (merged_into) where merged_into is not null;

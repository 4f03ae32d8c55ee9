-- Purpose: listings as chains of revisions, and what is searched and sent.
-- New tables only; no lock on anything that is in use.

create table listings (
    id text collate "C" primary key,
    status text not null constraint listings_status_check check (status in ('published', 'closed')),
    revision integer not null constraint listings_revision_check check (revision >= 1),
    category text not null,
    commune text collate "C",
    fields jsonb not null,
    published_at timestamptz not null,
    content_changed_at timestamptz not null,
    assured_at timestamptz,
    assured_by text collate "C",
    closed_at timestamptz,
    closed_reason text,
    merged_into text collate "C" constraint listings_merged_into_fkey references listings,
    constraint listings_closed_check check ((status = 'closed') = (closed_at is not null))
);
create index listings_commune_idx on listings (commune);
alter table listings alter column fields set compression lz4;
comment on table listings is 'The head of each listing: the document of its newest revision.';
comment on column listings.fields is 'Values by field path, private parts included.';

create table revisions (
    listing text collate "C" not null constraint revisions_listing_fkey references listings,
    number integer not null,
    at timestamptz not null,
    actor text collate "C" not null,
    via text not null constraint revisions_via_check check (via in ('api', 'cli', 'web', 'job')),
    cause text not null constraint revisions_cause_check check
        (cause in ('create', 'edit', 'proposal', 'import', 'revert', 'undo', 'close', 'restore', 'merge')),
    proposal text collate "C",
    run bigint,
    comment text,
    status text not null,
    changed text[] not null,
    fields jsonb not null,
    constraint revisions_pkey primary key (listing, number)
);
create index revisions_run_idx on revisions (run) where run is not null;
alter table revisions alter column fields set compression lz4;
comment on table revisions is 'Every published state of every listing; rows are never changed.';
comment on column revisions.changed is 'The field paths at which the revision differs from the one before.';

create table listing_sources (
    source text not null,
    key text not null,
    listing text collate "C" not null constraint listing_sources_listing_fkey references listings
        deferrable initially deferred,
    sent jsonb not null,
    sent_sha256 bytea not null,
    run bigint,
    seen_at timestamptz not null,
    constraint listing_sources_pkey primary key (source, key)
);
create index listing_sources_listing_idx on listing_sources (listing);
alter table listing_sources alter column sent set compression lz4;
comment on table listing_sources is 'What each source sent last for each of its records: the base of the three-way comparison.';
comment on column listing_sources.sent_sha256 is
    'SHA-256 of the record as it came and of the reader that read it: equal means nothing to do.';

create table listing_search (
    id text collate "C" primary key constraint listing_search_id_fkey references listings,
    position point,
    tags text[] not null,
    words tsvector not null,
    name text not null,
    changed_at timestamptz not null
);
create index listing_search_position_idx on listing_search using spgist (position) include (id);
create index listing_search_tags_idx on listing_search using gin (tags) with (gin_pending_list_limit = 256);
create index listing_search_words_idx on listing_search using gin (words) with (gin_pending_list_limit = 256);
create index listing_search_name_idx on listing_search using gin (name gin_trgm_ops) with (gin_pending_list_limit = 256);
create index listing_search_sort_idx on listing_search (name, id);
create index listing_search_changed_at_idx on listing_search (changed_at, id);
comment on table listing_search is 'One narrow row for each published listing: all that a search looks at.';
comment on column listing_search.position is
    'Web Mercator (EPSG:3857) in metres: SP-GiST answers boxes and neighbours from the index alone.';
comment on column listing_search.tags is
    'Prefixed codes: c: category and families, t: territories, p: payment means, s: solutions, b: sales platforms, a: amenities, l: labels, g: languages of the texts.';
comment on column listing_search.name is 'The name in every language without accents and in lower case.';

create table listing_openings (
    id text collate "C" not null constraint listing_openings_id_fkey references listings,
    days daterange not null,
    weekdays smallint not null,
    open boolean not null
);
create index listing_openings_id_idx on listing_openings (id);
comment on table listing_openings is
    'The days on which a published listing opens: spans of days with a bit for each weekday (Monday is 1), and closures (open = false).';

create table listing_documents (
    id text collate "C" primary key constraint listing_documents_id_fkey references listings,
    revision integer not null,
    etag text not null,
    document text not null
);
alter table listing_documents alter column document set storage external;
comment on table listing_documents is 'The public answer for each published listing, ready to send.';

create function mercator(latitude double precision, longitude double precision) returns point
    language sql immutable strict parallel safe
    return point(
        6378137 * radians(longitude),
        6378137 * ln(tan(pi() / 4 + radians(least(greatest(latitude, -85.05), 85.05)) / 2)));
comment on function mercator is 'WGS 84 degrees to Web Mercator metres.';

create function metres(place point, latitude double precision, longitude double precision)
    returns double precision
    language sql immutable strict parallel safe
    return 12742017.6 * asin(least(1, sqrt(
        sin((2 * atan(exp(place[1] / 6378137)) - pi() / 2 - radians(latitude)) / 2) ^ 2
        + cos(radians(latitude)) * cos(2 * atan(exp(place[1] / 6378137)) - pi() / 2)
        * sin((place[0] / 6378137 - radians(longitude)) / 2) ^ 2)));
comment on function metres is
    'The metres on a sphere of 6,371,008.8 m from a Web Mercator position to a place in degrees.';

-- Purpose: the lists that listings refer to and the people who act: territories, vocabularies, accounts, grants, keys.
-- New tables only; no lock on anything that is in use.

create extension if not exists postgis;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- French stems over text without accents: "Hôtels" finds "hotel".
create text search configuration fitxa_french (copy = french);
alter text search configuration fitxa_french
    alter mapping for hword, hword_part, word with unaccent, french_stem;

create function without_accents(text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, $1));
comment on function without_accents is 'Lower case without accents; immutable so that indexes may use it.';

create function place_name(text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(regexp_replace(trim(regexp_replace(without_accents($1), '[^a-z0-9]+', ' ', 'g')),
        '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g');
comment on function place_name is 'A place name without accents, case and hyphens, St written out as Saint.';

create table territories (
    code text collate "C" primary key,
    kind text not null constraint territories_kind_check check (kind in ('region', 'department', 'office', 'commune')),
    parent text collate "C" constraint territories_parent_fkey references territories,
    name text not null,
    lineage text[] not null,
    email text,
    postcodes text[] not null default '{}',
    latitude double precision,
    longitude double precision
);
create index territories_parent_idx on territories (parent);
create index territories_postcodes_idx on territories using gin (postcodes);
comment on table territories is
    'The tree of regions, departments, tourist offices and communes (COG 2024); a commune hangs below its office where it has one.';
comment on column territories.code is 'r-75, d-64, ot-…, or the INSEE code of a commune.';
comment on column territories.lineage is 'The codes of the territory itself and of all above it, nearest first.';

create table former_communes (
    insee text collate "C" primary key,
    now text collate "C" not null constraint former_communes_now_fkey references territories
);
comment on table former_communes is 'Communes that were merged into another one: their INSEE code and the one in force.';

create table vocabularies (
    list text not null,
    code text not null,
    parent text,
    position integer not null,
    labels jsonb not null,
    codes jsonb not null,
    deprecated_on date,
    replaced_by text,
    attributes jsonb not null,
    constraint vocabularies_pkey primary key (list, code)
);
comment on table vocabularies is 'The controlled lists, loaded from db/vocabularies after each migration.';

create table loaded_files (
    name text primary key,
    sha256 bytea not null,
    loaded_at timestamptz not null default now()
);
comment on table loaded_files is 'Which version of each file of reference data (vocabularies, territories) this database holds.';

create table accounts (
    id text collate "C" primary key,
    email text not null constraint accounts_email_key unique,
    name text not null,
    created_at timestamptz not null default now(),
    disabled_at timestamptz
);
comment on table accounts is 'People and machines that act; an id is opaque and is what revisions and audit name.';

create table api_keys (
    id text collate "C" primary key,
    account text collate "C" not null constraint api_keys_account_fkey references accounts,
    name text not null,
    secret_sha256 bytea not null constraint api_keys_secret_sha256_key unique,
    scopes text[] not null,
    territory text collate "C" constraint api_keys_territory_fkey references territories,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
create index api_keys_account_idx on api_keys (account);
comment on column api_keys.secret_sha256 is 'SHA-256 of the secret; the secret itself is shown once and never stored.';

insert into accounts (id, email, name) values
    ('system', 'system', 'Operator at the command line'),
    ('import', 'import', 'Imports');

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE FUNCTION public.append_audit(at timestamp with time zone, actor text, via text, actions text[], subjects text[], details jsonb[]) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.audit_hash(previous bytea, number bigint, at timestamp with time zone, actor text, via text, action text, subject text, detail jsonb) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256((previous || convert_to(concat_ws('
'::text, number, EXTRACT(epoch FROM at), length(actor), actor, via, action, length(subject), subject, (detail)::text), 'UTF8'::name)));

CREATE FUNCTION public.change_entry(place bigint, op text, reason text, merged_into text, listing text, revision integer, changed text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((((((((((('{"position":'::text || place) || ',"op":"'::text) || op) || '"'::text) || CASE WHEN (op = 'remove'::text) THEN (',"reason":'::text || COALESCE((to_json(reason))::text, 'null'::text)) ELSE ''::text END) || CASE WHEN ((op = 'remove'::text) AND (merged_into IS NOT NULL)) THEN (',"merged_into":'::text || (to_json(merged_into))::text) ELSE ''::text END) || ',"id":'::text) || (to_json(listing))::text) || ',"revision":'::text) || revision) || ',"changed":'::text) || (to_json(changed))::text);

CREATE FUNCTION public.department(text[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT code.code FROM unnest($1) code(code) WHERE (code.code ~~ 'd-%'::text) LIMIT 1);

CREATE FUNCTION public.mercator(latitude double precision, longitude double precision) RETURNS point
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN point(((6378137)::double precision * radians(longitude)), ((6378137)::double precision * ln(tan(((pi() / (4)::double precision) + (radians(LEAST(GREATEST(latitude, ('-85.05'::numeric)::double precision), (85.05)::double precision)) / (2)::double precision))))));

CREATE FUNCTION public.metres(place point, latitude double precision, longitude double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((12742017.6)::double precision * asin(LEAST((1)::double precision, sqrt(((sin((((((2)::double precision * atan(exp(((place)[1] / (6378137)::double precision)))) - (pi() / (2)::double precision)) - radians(latitude)) / (2)::double precision)) ^ (2)::double precision) + ((cos(radians(latitude)) * cos((((2)::double precision * atan(exp(((place)[1] / (6378137)::double precision)))) - (pi() / (2)::double precision)))) * (sin(((((place)[0] / (6378137)::double precision) - radians(longitude)) / (2)::double precision)) ^ (2)::double precision)))))));

CREATE FUNCTION public.without_accents(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, $1));

CREATE FUNCTION public.place_name(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(TRIM(BOTH FROM regexp_replace(public.without_accents($1), '[^a-z0-9]+'::text, ' '::text, 'g'::text)), '\mst\M'::text, 'saint'::text, 'g'::text), '\mste\M'::text, 'sainte'::text, 'g'::text);

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% rows of % are never changed', lower(tg_op), tg_table_name using errcode = '42501';
end $$;

CREATE FUNCTION public.similar_names(text) RETURNS SETOF text
    LANGUAGE sql STABLE STRICT ROWS 200 PARALLEL SAFE
    SET "pg_trgm.word_similarity_threshold" TO '0.45'
    AS $_$select id from public.listing_search where name %> public.without_accents($1)$_$;

CREATE TEXT SEARCH CONFIGURATION public.fitxa_french (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR asciiword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR word WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR hword_part WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR hword_asciipart WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR asciihword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR hword WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.fitxa_french
    ADD MAPPING FOR uint WITH simple;

CREATE TABLE public.accounts (
    id text NOT NULL COLLATE pg_catalog."C",
    email text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    disabled_at timestamp with time zone
);

CREATE TABLE public.api_keys (
    id text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    secret_sha256 bytea NOT NULL,
    scopes text[] NOT NULL,
    territory text COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone
);

CREATE TABLE public.audit_entries (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    via text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE public.audit_head (
    one boolean DEFAULT true NOT NULL,
    number bigint DEFAULT 0 NOT NULL,
    hash bytea DEFAULT '\x'::bytea NOT NULL,
    CONSTRAINT audit_head_one_check CHECK (one)
)
WITH (fillfactor='10');

CREATE TABLE public.changes (
    "position" bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    listing text NOT NULL COLLATE pg_catalog."C",
    revision integer NOT NULL,
    op text NOT NULL,
    reason text,
    merged_into text COLLATE pg_catalog."C",
    changed text[] NOT NULL,
    territories_before text[] NOT NULL,
    territories_after text[] NOT NULL,
    entry text GENERATED ALWAYS AS (public.change_entry("position", op, reason, merged_into, listing, revision, changed)) STORED NOT NULL,
    CONSTRAINT changes_op_check CHECK ((op = ANY (ARRAY['upsert'::text, 'remove'::text])))
);

CREATE TABLE public.decisions (
    id bigint NOT NULL,
    proposal text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    seen jsonb NOT NULL,
    choices jsonb NOT NULL,
    revision integer,
    undone_at timestamp with time zone,
    granted bigint
);

ALTER TABLE public.decisions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.decisions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feed_head (
    one boolean DEFAULT true NOT NULL,
    epoch uuid DEFAULT gen_random_uuid() NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    horizon bigint DEFAULT 0 NOT NULL,
    remade bigint DEFAULT 0 NOT NULL,
    moves bigint DEFAULT 0 NOT NULL,
    CONSTRAINT feed_head_one_check CHECK (one)
)
WITH (fillfactor='10');

CREATE TABLE public.former_communes (
    insee text NOT NULL COLLATE pg_catalog."C",
    now text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE public.grants (
    id bigint NOT NULL,
    account text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL,
    territory text COLLATE pg_catalog."C",
    listing text COLLATE pg_catalog."C",
    field_groups text[],
    starts_at timestamp with time zone DEFAULT now() NOT NULL,
    ends_at timestamp with time zone,
    merged_from text COLLATE pg_catalog."C",
    CONSTRAINT grants_role_check CHECK ((role = ANY (ARRAY['provider'::text, 'moderator'::text, 'supervisor'::text, 'administrator'::text])))
);

ALTER TABLE public.grants ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.grants_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.idempotency_keys (
    account text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.import_conflicts (
    id bigint NOT NULL,
    run bigint,
    key text NOT NULL,
    proposal text NOT NULL COLLATE pg_catalog."C",
    path text NOT NULL,
    last jsonb,
    proposed jsonb
);

ALTER TABLE public.import_conflicts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.import_conflicts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.import_records (
    run bigint NOT NULL,
    key text NOT NULL,
    listing text NOT NULL COLLATE pg_catalog."C",
    outcome text NOT NULL,
    revision integer,
    proposals text[] NOT NULL,
    is_new boolean NOT NULL,
    undone text,
    undone_at timestamp with time zone,
    CONSTRAINT import_records_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'updated'::text, 'unchanged'::text, 'conflicted'::text, 'removed'::text]))),
    CONSTRAINT import_records_undone_check CHECK ((undone = ANY (ARRAY['taken_back'::text, 'partly'::text, 'skipped'::text])))
);

CREATE TABLE public.import_runs (
    id bigint NOT NULL,
    source text NOT NULL,
    format text NOT NULL,
    path text NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    complete boolean DEFAULT false NOT NULL,
    findings jsonb DEFAULT '{}'::jsonb NOT NULL,
    rolled_back_at timestamp with time zone,
    rolled_back_by text COLLATE pg_catalog."C"
);

ALTER TABLE public.import_runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.import_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listing_documents (
    id text NOT NULL COLLATE pg_catalog."C",
    revision integer NOT NULL,
    etag text NOT NULL,
    document text NOT NULL
);
ALTER TABLE ONLY public.listing_documents ALTER COLUMN document SET STORAGE EXTERNAL;

CREATE TABLE public.listing_keys (
    listing text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE public.listing_openings (
    id text NOT NULL COLLATE pg_catalog."C",
    days daterange NOT NULL,
    weekdays smallint NOT NULL,
    open boolean NOT NULL,
    opens smallint DEFAULT 0 NOT NULL,
    closes smallint DEFAULT 1440 NOT NULL
);

CREATE TABLE public.listing_search (
    id text NOT NULL COLLATE pg_catalog."C",
    "position" point,
    tags text[] NOT NULL,
    words tsvector NOT NULL,
    name text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    zone text DEFAULT 'Europe/Paris'::text NOT NULL,
    holidays text DEFAULT 'france'::text NOT NULL
);

CREATE TABLE public.listing_sources (
    source text NOT NULL,
    key text NOT NULL,
    listing text NOT NULL COLLATE pg_catalog."C",
    sent jsonb NOT NULL,
    sent_sha256 bytea NOT NULL,
    run bigint,
    seen_at timestamp with time zone NOT NULL,
    merged_from text COLLATE pg_catalog."C",
    missing_since timestamp with time zone,
    missing_run bigint,
    removed_at timestamp with time zone,
    closed_revision integer,
    CONSTRAINT listing_sources_removed_check CHECK (((removed_at IS NULL) OR (missing_since IS NOT NULL)))
);
ALTER TABLE ONLY public.listing_sources ALTER COLUMN sent SET COMPRESSION lz4;

CREATE TABLE public.listings (
    id text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL,
    revision integer NOT NULL,
    category text NOT NULL,
    commune text COLLATE pg_catalog."C",
    fields jsonb NOT NULL,
    published_at timestamp with time zone NOT NULL,
    content_changed_at timestamp with time zone NOT NULL,
    assured_at timestamp with time zone,
    assured_by text COLLATE pg_catalog."C",
    closed_at timestamp with time zone,
    closed_reason text,
    merged_into text COLLATE pg_catalog."C",
    CONSTRAINT listings_closed_check CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT listings_revision_check CHECK ((revision >= 1)),
    CONSTRAINT listings_status_check CHECK ((status = ANY (ARRAY['published'::text, 'closed'::text])))
);
ALTER TABLE ONLY public.listings ALTER COLUMN fields SET COMPRESSION lz4;

CREATE TABLE public.loaded_files (
    name text NOT NULL,
    sha256 bytea NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.proposal_fields (
    proposal text NOT NULL COLLATE pg_catalog."C",
    path text NOT NULL,
    base jsonb,
    proposed jsonb,
    status text DEFAULT 'pending'::text NOT NULL,
    final jsonb,
    reason_code text,
    reason text,
    decided_by text COLLATE pg_catalog."C",
    decided_at timestamp with time zone,
    CONSTRAINT proposal_fields_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'accepted_modified'::text, 'rejected'::text, 'withdrawn'::text, 'expired'::text, 'superseded'::text])))
);

CREATE TABLE public.proposals (
    id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    origin text NOT NULL,
    listing text COLLATE pg_catalog."C",
    commune text COLLATE pg_catalog."C",
    author text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    base_revision integer NOT NULL,
    risk smallint NOT NULL,
    comment text,
    remark text,
    submitted_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    closed_at timestamp with time zone,
    claimed_by text COLLATE pg_catalog."C",
    claimed_until timestamp with time zone,
    run bigint,
    CONSTRAINT proposals_kind_check CHECK ((kind = ANY (ARRAY['edit'::text, 'create'::text, 'close'::text, 'claim'::text, 'merge'::text]))),
    CONSTRAINT proposals_listing_check CHECK (((kind = 'create'::text) OR (listing IS NOT NULL))),
    CONSTRAINT proposals_origin_check CHECK ((origin = ANY (ARRAY['provider'::text, 'staff'::text, 'import'::text]))),
    CONSTRAINT proposals_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'changes_requested'::text, 'accepted'::text, 'partially_accepted'::text, 'rejected'::text, 'withdrawn'::text, 'expired'::text, 'superseded'::text])))
);

CREATE TABLE public.rebuild_state (
    one boolean DEFAULT true NOT NULL,
    due_since timestamp with time zone,
    CONSTRAINT rebuild_state_one_check CHECK (one)
);

CREATE TABLE public.revisions (
    listing text NOT NULL COLLATE pg_catalog."C",
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    via text NOT NULL,
    cause text NOT NULL,
    proposal text COLLATE pg_catalog."C",
    run bigint,
    comment text,
    status text NOT NULL,
    changed text[] NOT NULL,
    fields jsonb NOT NULL,
    CONSTRAINT revisions_cause_check CHECK ((cause = ANY (ARRAY['create'::text, 'edit'::text, 'proposal'::text, 'import'::text, 'revert'::text, 'undo'::text, 'close'::text, 'restore'::text, 'merge'::text]))),
    CONSTRAINT revisions_via_check CHECK ((via = ANY (ARRAY['api'::text, 'cli'::text, 'web'::text, 'job'::text])))
);
ALTER TABLE ONLY public.revisions ALTER COLUMN fields SET COMPRESSION lz4;

CREATE TABLE public.schema_migrations (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.territories (
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    parent text COLLATE pg_catalog."C",
    name text NOT NULL,
    lineage text[] NOT NULL,
    email text,
    postcodes text[] DEFAULT '{}'::text[] NOT NULL,
    latitude double precision,
    longitude double precision,
    reach integer,
    CONSTRAINT territories_kind_check CHECK ((kind = ANY (ARRAY['region'::text, 'department'::text, 'office'::text, 'commune'::text])))
);

CREATE TABLE public.territory_areas (
    code text NOT NULL COLLATE pg_catalog."C",
    area public.geometry(MultiPolygon,4326) NOT NULL
);

CREATE TABLE public.vocabularies (
    list text NOT NULL,
    code text NOT NULL,
    parent text,
    "position" integer NOT NULL,
    labels jsonb NOT NULL,
    codes jsonb NOT NULL,
    deprecated_on date,
    replaced_by text,
    attributes jsonb NOT NULL
);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_email_key UNIQUE (email);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_secret_sha256_key UNIQUE (secret_sha256);

ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feed_head
    ADD CONSTRAINT feed_head_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.former_communes
    ADD CONSTRAINT former_communes_pkey PRIMARY KEY (insee);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (account, key);

ALTER TABLE ONLY public.import_conflicts
    ADD CONSTRAINT import_conflicts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_records
    ADD CONSTRAINT import_records_pkey PRIMARY KEY (run, key);

ALTER TABLE ONLY public.import_runs
    ADD CONSTRAINT import_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listing_documents
    ADD CONSTRAINT listing_documents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listing_search
    ADD CONSTRAINT listing_search_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listing_sources
    ADD CONSTRAINT listing_sources_pkey PRIMARY KEY (source, key);

ALTER TABLE ONLY public.listings
    ADD CONSTRAINT listings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.loaded_files
    ADD CONSTRAINT loaded_files_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.proposal_fields
    ADD CONSTRAINT proposal_fields_pkey PRIMARY KEY (proposal, path);

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rebuild_state
    ADD CONSTRAINT rebuild_state_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY (listing, number);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.territories
    ADD CONSTRAINT territories_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.territory_areas
    ADD CONSTRAINT territory_areas_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.vocabularies
    ADD CONSTRAINT vocabularies_pkey PRIMARY KEY (list, code);

CREATE INDEX api_keys_account_idx ON public.api_keys USING btree (account);

CREATE INDEX audit_entries_subject_idx ON public.audit_entries USING btree (subject, number);

CREATE INDEX decisions_proposal_idx ON public.decisions USING btree (proposal, id);

CREATE INDEX grants_account_idx ON public.grants USING btree (account);

CREATE INDEX grants_listing_idx ON public.grants USING btree (listing) WHERE (listing IS NOT NULL);

CREATE INDEX grants_merged_from_idx ON public.grants USING btree (merged_from) WHERE (merged_from IS NOT NULL);

CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (created_at);

CREATE INDEX import_conflicts_proposal_idx ON public.import_conflicts USING btree (proposal);

CREATE INDEX import_records_listing_idx ON public.import_records USING btree (listing, run);

CREATE INDEX import_runs_source_idx ON public.import_runs USING btree (source, id);

CREATE INDEX listing_keys_key_idx ON public.listing_keys USING btree (key);

CREATE INDEX listing_keys_listing_idx ON public.listing_keys USING btree (listing);

CREATE INDEX listing_openings_id_idx ON public.listing_openings USING btree (id);

CREATE INDEX listing_search_changed_at_idx ON public.listing_search USING btree (changed_at, id);

CREATE INDEX listing_search_name_idx ON public.listing_search USING gin (name public.gin_trgm_ops) WITH (gin_pending_list_limit='1024');

CREATE INDEX listing_search_position_idx ON public.listing_search USING spgist ("position") INCLUDE (id);

CREATE INDEX listing_search_sort_idx ON public.listing_search USING btree (name, id);

CREATE INDEX listing_search_tags_idx ON public.listing_search USING gin (tags) WITH (gin_pending_list_limit='256');

CREATE INDEX listing_search_words_idx ON public.listing_search USING gin (words) WITH (gin_pending_list_limit='1024');

CREATE INDEX listing_sources_listing_idx ON public.listing_sources USING btree (listing, source);

CREATE INDEX listings_commune_idx ON public.listings USING btree (commune);

CREATE INDEX listings_merged_into_idx ON public.listings USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX proposals_author_idx ON public.proposals USING btree (author, submitted_at, id);

CREATE INDEX proposals_listing_idx ON public.proposals USING btree (listing) WHERE (listing IS NOT NULL);

CREATE INDEX proposals_queue_idx ON public.proposals USING btree (submitted_at, id) WHERE (state = 'submitted'::text);

CREATE INDEX revisions_run_idx ON public.revisions USING btree (run) WHERE (run IS NOT NULL);

CREATE INDEX territories_centre_idx ON public.territories USING spgist (public.mercator(latitude, longitude)) WHERE (kind = 'commune'::text);

CREATE INDEX territories_parent_idx ON public.territories USING btree (parent);

CREATE INDEX territories_postcodes_idx ON public.territories USING gin (postcodes);

CREATE INDEX territory_areas_area_idx ON public.territory_areas USING gist (area);

CREATE TRIGGER audit_entries_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER changes_immutable BEFORE UPDATE OR TRUNCATE ON public.changes FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER revisions_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revisions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_account_fkey FOREIGN KEY (account) REFERENCES public.accounts(id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_territory_fkey FOREIGN KEY (territory) REFERENCES public.territories(code);

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_granted_fkey FOREIGN KEY (granted) REFERENCES public.grants(id);

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_proposal_fkey FOREIGN KEY (proposal) REFERENCES public.proposals(id);

ALTER TABLE ONLY public.former_communes
    ADD CONSTRAINT former_communes_now_fkey FOREIGN KEY (now) REFERENCES public.territories(code);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_account_fkey FOREIGN KEY (account) REFERENCES public.accounts(id);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_listing_fkey FOREIGN KEY (listing) REFERENCES public.listings(id);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_territory_fkey FOREIGN KEY (territory) REFERENCES public.territories(code);

ALTER TABLE ONLY public.import_conflicts
    ADD CONSTRAINT import_conflicts_proposal_fkey FOREIGN KEY (proposal) REFERENCES public.proposals(id);

ALTER TABLE ONLY public.import_conflicts
    ADD CONSTRAINT import_conflicts_run_fkey FOREIGN KEY (run) REFERENCES public.import_runs(id);

ALTER TABLE ONLY public.import_records
    ADD CONSTRAINT import_records_run_fkey FOREIGN KEY (run) REFERENCES public.import_runs(id);

ALTER TABLE ONLY public.listing_documents
    ADD CONSTRAINT listing_documents_id_fkey FOREIGN KEY (id) REFERENCES public.listings(id);

ALTER TABLE ONLY public.listing_keys
    ADD CONSTRAINT listing_keys_listing_fkey FOREIGN KEY (listing) REFERENCES public.listings(id);

ALTER TABLE ONLY public.listing_openings
    ADD CONSTRAINT listing_openings_id_fkey FOREIGN KEY (id) REFERENCES public.listings(id);

ALTER TABLE ONLY public.listing_search
    ADD CONSTRAINT listing_search_id_fkey FOREIGN KEY (id) REFERENCES public.listings(id);

ALTER TABLE ONLY public.listing_sources
    ADD CONSTRAINT listing_sources_listing_fkey FOREIGN KEY (listing) REFERENCES public.listings(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings
    ADD CONSTRAINT listings_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.listings(id);

ALTER TABLE ONLY public.proposal_fields
    ADD CONSTRAINT proposal_fields_proposal_fkey FOREIGN KEY (proposal) REFERENCES public.proposals(id);

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_author_fkey FOREIGN KEY (author) REFERENCES public.accounts(id);

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.accounts(id);

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_listing_fkey FOREIGN KEY (listing) REFERENCES public.listings(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_listing_fkey FOREIGN KEY (listing) REFERENCES public.listings(id);

ALTER TABLE ONLY public.territories
    ADD CONSTRAINT territories_parent_fkey FOREIGN KEY (parent) REFERENCES public.territories(code);

ALTER TABLE ONLY public.territory_areas
    ADD CONSTRAINT territory_areas_code_fkey FOREIGN KEY (code) REFERENCES public.territories(code);


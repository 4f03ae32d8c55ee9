-- Purpose: find names with a typing error in them; the usual threshold of pg_trgm (0.6) misses one letter in eight.
-- A new function only; no lock on anything that is in use.

create function similar_names(text) returns setof text
    language sql stable strict parallel safe rows 200
    set pg_trgm.word_similarity_threshold = 0.45
    as 'select id from public.listing_search where name %> public.without_accents($1)';
comment on function similar_names is 'The listings one of whose names resembles the words; served by the trigram index.';

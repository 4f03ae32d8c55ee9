-- Purpose: the minutes of each opening, so that a search can ask who is open at a moment.
-- Locks listing_openings for two changes of the catalogue: constant defaults rewrite no row. Openings that stand already
-- count as open all day until `fitxa rebuild` or the next publication.

alter table listing_openings
    add column opens smallint not null default 0,
    add column closes smallint not null default 1440;
comment on column listing_openings.opens is 'The first open minute after the midnight of the day, local time.';
comment on column listing_openings.closes is
    'The minute after the last, beyond 1440 on the next day; not after opens where one must call before.';

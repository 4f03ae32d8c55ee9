-- Purpose: the clock and the public holidays of each listing's place, and the days of the week on which it opens where
-- they are public holidays, so that a search can ask who is open there.
-- Locks listing_search for two changes of the catalogue: constant defaults rewrite no row. The rows of listings that
-- stand already wait to be made anew.

alter table listing_search
    add column zone text not null default 'Europe/Paris',
    add column holidays text not null default 'france';
comment on column listing_search.zone is 'The time zone of the place by its IANA name.';
comment on column listing_search.holidays is 'Which days are public holidays there: france, alsace_moselle, reunion …';
comment on column listing_openings.weekdays is
    'A bit for each weekday (Monday is 1), seven bits higher for each weekday that is a public holiday.';

update rebuild_state set due_since = clock_timestamp() where exists (select from listings);

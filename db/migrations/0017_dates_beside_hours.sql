-- Purpose: search rows as they are now made: a date of an event that says no hours is no longer open all day where an
-- opening period says the hours of that day. Documents, too: opening_hours_osm names the year of seasons that do not lie in
-- the year in which the listing last changed.
-- Locks one row; the rows of listings that stand already wait to be made anew.

update rebuild_state set due_since = clock_timestamp() where exists (select from listings);

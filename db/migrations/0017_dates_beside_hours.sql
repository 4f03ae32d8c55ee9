-- Purpose: search rows as they are now made: a date of an event that says no hours is no longer open all day where an
-- opening period says the hours of that day.
-- Locks one row; the rows of listings that stand already wait to be made anew.

update rebuild_state set due_since = clock_timestamp() where exists (select from listings);

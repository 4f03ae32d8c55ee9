-- Purpose: openings and search rows as they are now made: hours of public holidays no longer close other days, and
-- Wallis-et-Futuna, French Polynesia and New Caledonia have public holidays of their own.
-- Locks one row; the rows of listings that stand already wait to be made anew.

update rebuild_state set due_since = clock_timestamp() where exists (select from listings);

-- Purpose: where communes and departments lie, so that the point of a listing can be judged.
-- New table, functions and index; a new column without a default (a moment's exclusive lock on territories, which is
-- small and written by the administrator only); the account in whose name corrections are proposed. The files under db/territories fill them at the next start.

alter table territories add column reach integer;
comment on column territories.reach is 'How many metres from its centre land of a commune may lie.';

create table territory_areas (
    code text collate "C" primary key constraint territory_areas_code_fkey references territories,
    area geometry(MultiPolygon, 4326) not null
);
create index territory_areas_area_idx on territory_areas using gist (area);
comment on table territory_areas is
    'The areas of communes and departments, as far as they are known, drawn to some 70 m; apart from the tree, which is read at each publication.';

-- The commune nearest to a point comes from the index alone.
create index territories_centre_idx on territories using spgist (mercator(latitude, longitude)) where kind = 'commune';

create function department(text[]) returns text
    language sql immutable strict parallel safe
    return (select code from unnest($1) code where code like 'd-%' limit 1);
comment on function department is 'The department in the lineage of a territory.';

insert into accounts (id, email, name) values ('check', 'check', 'Checks of quality');

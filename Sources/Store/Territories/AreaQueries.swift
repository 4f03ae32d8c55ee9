package import Directory
package import Postgres

/// A commune with where it lies.
package struct CommuneRow: PostgresRow {
    /// The commune.
    package let commune: Commune

    package init(_ columns: inout Columns) throws(DatabaseError) {
        let (insee, name): (String, String) = (try columns.next(), try columns.next())
        let (department, postcodes): (String?, [String]) = (try columns.next(), try columns.next())
        let (latitude, longitude): (Double?, Double?) = (try columns.next(), try columns.next())
        let reach: Int32? = try columns.next()
        let centre = latitude.flatMap { latitude in
            longitude.flatMap { Point(latitude: latitude, longitude: $0) }
        }
        commune = Commune(
            insee: insee, name: name, department: department ?? "", postcodes: postcodes, centroid: centre,
            reach: reach.map(Double.init))
    }
}

/// Where a point lies as seen from a commune.
package struct WhereaboutsRow: PostgresRow {
    /// The number that the point was given.
    package let number: Int
    /// The metres from the commune's area, 0 within; nil where there is no point or no area.
    package let areaMetres: Double?
    /// The commune.
    package let commune: Commune

    package init(_ columns: inout Columns) throws(DatabaseError) {
        number = try columns.next()
        areaMetres = try columns.next()
        commune = try CommuneRow(&columns).commune
    }
}

/// What lies round a point.
package struct SurroundingsRow: PostgresRow {
    /// The number that the point was given.
    package let number: Int
    /// What lies there.
    package let surroundings: Surroundings

    package init(_ columns: inout Columns) throws(DatabaseError) {
        number = try columns.next()
        surroundings = Surroundings(
            commune: try columns.next(), name: try columns.next(),
            department: try columns.next(), isInhabited: try columns.next())
    }
}

/// Areas, and how points lie to them.
package enum AreaQueries {
    /// The communes with their postcodes, centres and reach, in no order; the department is asked of the function only
    /// where it is not the next above, for a call for each of 35,000 costs as much as all the rest.
    package static let communes = Query<CommuneRow>(
        "area_communes",
        """
        select t.code, t.name, case when t.lineage[2] like 'd-%' then t.lineage[2] else department(t.lineage) end,
            t.postcodes, t.latitude, t.longitude, t.reach
        from territories t
        where t.kind = 'commune'
        """)

    /// Inserts or replaces areas of territories that exist; parameters: codes, areas (TWKB in base64).
    package static let put = Query<NoRow, [String], [String]>(
        "area_put",
        """
        insert into territory_areas (code, area)
        select t.code, st_multi(st_setsrid(st_geomfromtwkb(decode(n.twkb, 'base64')), 4326))
        from unnest($1, $2) as n (code, twkb)
        join territories t on t.code = n.code
        on conflict (code) do update set area = excluded.area
        """)

    /// Points as seen from communes; parameters: numbers, INSEE codes of today or before, latitudes, longitudes.
    ///
    /// Served by the primary keys; an unknown commune gives no row.
    package static let whereabouts = Query<WhereaboutsRow, [Int32], [String], [Double?], [Double?]>(
        "area_whereabouts",
        """
        select n.number::int8,
            case
                when a.area is null or n.latitude is null then null
                when st_covers(a.area, n.place) then 0
                else st_distance(a.area::geography, n.place::geography)
            end,
            c.code, c.name, department(c.lineage), c.postcodes, c.latitude, c.longitude, c.reach
        from (
            select number, latitude, st_setsrid(st_point(longitude, latitude), 4326) as place,
                coalesce(f.now, insee) as code
            from unnest($1, $2, $3, $4) as given (number, insee, latitude, longitude)
            left join former_communes f using (insee)
        ) n
        join territories c on c.code = n.code and c.kind = 'commune'
        left join territory_areas a on a.code = c.code
        """)

    /// What lies round points; parameters: numbers, latitudes, longitudes.
    ///
    /// Where no area is known, the nearest communes stand for it. Served by the indexes on areas and on centres.
    package static let surroundings = Query<SurroundingsRow, [Int32], [Double], [Double]>(
        "area_surroundings",
        """
        select n.number::int8, coalesce(own.code, near.code), coalesce(own.name, near.name),
            coalesce(department(own.lineage), within.department, department(near.lineage)),
            own.code is not null or within.department is not null or coalesce(near.holds, false)
        from unnest($1, $2, $3) as n (number, latitude, longitude)
        cross join lateral (
            select st_setsrid(st_point(n.longitude, n.latitude), 4326) as place,
                mercator(n.latitude, n.longitude) as position
        ) p
        cross join lateral (
            select min(code) filter (where code not like 'd-%') as commune,
                min(code) filter (where code like 'd-%') as department
            from territory_areas
            where st_covers(area, p.place)
        ) within
        left join territories own on own.code = within.commune and own.kind = 'commune'
        left join lateral (
            select c.code, c.name, c.lineage,
                bool_or(c.reach >= metres(p.position, c.latitude, c.longitude)
                    and not exists (select from territory_areas a where a.code = any (c.lineage))) over () as holds
            from (
                select t.code, t.name, t.lineage, t.reach, t.latitude, t.longitude,
                    mercator(t.latitude, t.longitude) <-> p.position as distance
                from territories t
                where t.kind = 'commune' and t.latitude is not null and own.code is null
                order by mercator(t.latitude, t.longitude) <-> p.position
                limit 12
            ) c
            order by c.distance
            limit 1
        ) near on true
        """)
}

extension AreaQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [communes, put, whereabouts, surroundings]
}

package import Directory
package import Postgres

/// A region, department, tourist office or commune.
package struct TerritoryRow: PostgresRow {
    /// The kinds, from the widest to the narrowest.
    package static let kinds = ["region", "department", "office", "commune"]

    /// The code: `r-75`, `d-64`, `ot-…` or the INSEE code of a commune.
    package let code: String
    /// `region`, `department`, `office` or `commune`.
    package let kind: String
    /// The territory above.
    package let parent: String?
    /// The name.
    package let name: String
    /// The e-mail address of an office.
    package let email: String?
    /// The postcodes of a commune.
    package let postcodes: [String]
    /// Degrees north of a commune's centre.
    package let latitude: Double?
    /// Degrees east of a commune's centre.
    package let longitude: Double?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        code = try columns.next()
        kind = try columns.next()
        parent = try columns.next()
        name = try columns.next()
        email = try columns.next()
        postcodes = try columns.next()
        latitude = try columns.next()
        longitude = try columns.next()
    }

    /// The territory as `/v1/territories` shows it.
    package var json: JSON {
        var object: JSONObject = JSONObject()
        object.append("code", .string(code))
        object.append("kind", .string(kind))
        object.append("parent", JSON(parent))
        object.append("name", .string(name))
        if kind == "commune" {
            object.append("insee", .string(code))
            object.append("postcodes", .array(postcodes.map(JSON.string)))
            if let latitude, let longitude {
                object.append("centre", ["lat": .double(latitude), "lon": .double(longitude)])
            }
        }
        return .object(object)
    }
}

/// Reading and writing the tree of territories.
package enum TerritoryQueries {
    /// Several territories by code.
    package static let byCodes = Query<TerritoryRow, [String]>(
        "territories_by_codes",
        """
        select code, kind, parent, name, email, postcodes, latitude, longitude
        from territories
        where code = any ($1)
        order by code
        """)

    /// A page of territories after a code, of one kind and below one parent where asked for.
    package static let page = Query<TerritoryRow, String, String?, String?, String?, Int>(
        "territories_page",
        """
        select code, kind, parent, name, email, postcodes, latitude, longitude
        from territories
        where code > $1 and ($2 is null or kind = $2) and ($3 is null or parent = $3)
            and ($4 is null or without_accents(name) like '%' || without_accents($4) || '%')
        order by code
        limit $5
        """)

    /// The communes that were merged: old code, code in force.
    package static let formerCommunes = Query<PairRow>(
        "territories_former_communes", "select insee, now from former_communes")

    /// Inserts or replaces territories; parameters: codes, kinds, parents, names, e-mails, postcodes
    /// (joined by `|`), latitudes, longitudes, metres of reach.
    ///
    /// Parents must come in the same or an earlier call; an office above a commune stays.
    package static let put = Query<
        NoRow, [String], [String], [String?], [String], [String?], [String], [Double?], [Double?], [Int32?]
    >(
        "territories_put",
        """
        insert into territories as t (code, kind, parent, name, lineage, email, postcodes, latitude, longitude,
            reach)
        select n.code, n.kind, n.parent, n.name, n.code || coalesce(p.lineage, '{}'), n.email,
            coalesce(string_to_array(nullif(n.postcodes, ''), '|'), '{}'), n.latitude, n.longitude, n.reach
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            as n (code, kind, parent, name, email, postcodes, latitude, longitude, reach)
        left join territories p on p.code = n.parent
        on conflict (code) do update
        set name = excluded.name, email = coalesce(excluded.email, t.email), postcodes = excluded.postcodes,
            latitude = excluded.latitude, longitude = excluded.longitude, reach = excluded.reach
        """)

    /// The codes of these territories that the database does not have under these names; parameters: codes, names.
    package static let renamed = Query<One<String>, [String], [String]>(
        "territories_renamed",
        """
        select n.code
        from unnest($1, $2) as n (code, name)
        left join territories t on t.code = n.code
        where t.name is distinct from n.name
        """)

    /// Inserts former communes whose code in force exists.
    package static let putFormer = Query<NoRow, [String], [String]>(
        "territories_put_former",
        """
        insert into former_communes (insee, now)
        select n.insee, n.now
        from unnest($1, $2) as n (insee, now)
        join territories t on t.code = n.now
        on conflict (insee) do update set now = excluded.now
        """)

    /// Hangs communes below an office or a department; parameters: communes, parent.
    package static let move = Query<NoRow, [String], String>(
        "territories_move",
        """
        update territories t
        set parent = p.code, lineage = t.code || p.lineage
        from territories p
        where t.code = any ($1) and t.kind = 'commune' and p.code = $2
        """)

    /// The published listings of communes, whose search rows and documents name the territories above.
    package static let listings = Query<One<String>, [String]>(
        "territories_listings",
        "select id from listings where commune = any ($1) and status = 'published' order by id")
}

/// Two texts that belong together.
package struct PairRow: PostgresRow {
    /// The first text.
    package let first: String
    /// The second text.
    package let second: String

    package init(_ columns: inout Columns) throws(DatabaseError) {
        first = try columns.next()
        second = try columns.next()
    }
}

extension TerritoryQueries {
    /// The commune of an INSEE code, or the one in force where the code is that of a commune that was merged.
    package static let communeByCode = Query<TerritoryRow, String>(
        "territories_commune_by_code",
        """
        select code, kind, parent, name, email, postcodes, latitude, longitude
        from territories
        where kind = 'commune' and code = coalesce((select now from former_communes where insee = $1
            and not exists (select from territories where code = $1)), $1)
        """)

    /// The communes that a postcode serves, those of a name only where one is given; served by the GIN index on postcodes.
    package static let communesOfPostcode = Query<TerritoryRow, String, String?>(
        "territories_communes_of_postcode",
        """
        select code, kind, parent, name, email, postcodes, latitude, longitude
        from territories
        where postcodes @> array[$1] and ($2 is null or place_name(name) = place_name($2))
        order by code
        """)
}

extension TerritoryQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        byCodes, page, formerCommunes, put, renamed, putFormer, move, listings, communeByCode,
        communesOfPostcode,
    ]
}

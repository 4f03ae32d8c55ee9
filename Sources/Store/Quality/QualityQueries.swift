package import Directory
package import Postgres

/// What a published listing says.
package struct ListingFieldsRow: PostgresRow {
    /// The listing.
    package let id: String
    /// Values by field path.
    package let fields: JSONB

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        fields = try columns.next()
    }

    /// The document.
    package func document(_ vocabularies: Vocabularies) throws(CorruptRow) -> Document {
        try fields.document(vocabularies, "listings", id)
    }
}

/// Another listing at the point of one.
package struct SamePointRow: PostgresRow {
    /// The number that the point was given.
    package let number: Int
    /// The first line of the other's address.
    package let line: String?
    /// How the other can be reached.
    package let contacts: [String]

    package init(_ columns: inout Columns) throws(DatabaseError) {
        number = try columns.next()
        line = try columns.next()
        contacts = try columns.next()
    }
}

/// A value that was proposed for a field.
package struct ProposedValueRow: PostgresRow {
    /// The listing.
    package let listing: String
    private let path: String
    private let value: JSONB?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        listing = try columns.next()
        path = try columns.next()
        value = try columns.next()
    }

    /// Path and value as one text, by which equal proposals are known.
    package func fingerprint() throws(CorruptRow) -> String {
        "\(path) \(try value?.json("proposal_fields", listing).canonicalText ?? "")"
    }
}

/// What the checks of quality look up, each for many listings at once; numbers tie answers to what was asked.
package enum QualityQueries {
    /// A page of published listings after an id, those of a territory where one is named; served by the primary keys.
    package static let page = Query<ListingFieldsRow, String, String?, Int>(
        "quality_page",
        """
        select l.id, l.fields
        from listings l
        where l.id > $1 and l.status = 'published'
            and ($2 is null or exists (
                select from territories t where t.code = l.commune and t.lineage @> array[$2]))
        order by l.id
        limit $3
        """)

    /// The communes that any of the postcodes serves; served by the GIN index on postcodes.
    package static let communesOfPostcodes = Query<CommuneRow, [String]>(
        "quality_communes_of_postcodes",
        """
        select code, name, department(lineage), postcodes, latitude, longitude, reach
        from territories
        where postcodes && $1
        order by code
        """)

    /// Other published listings at the very same point, at most 50 of each; only where there are three at least.
    ///
    /// Parameters: numbers, the listings themselves, latitudes, longitudes. Served by the index on positions.
    package static let neighbours = Query<SamePointRow, [Int32], [String], [Double], [Double]>(
        "quality_neighbours",
        """
        select n.number::int8, l.fields -> 'location.address' -> 'lines' ->> 0,
            array(select e.value ->> 'value' from jsonb_each(l.fields) e where e.key like 'contacts/%')
        from unnest($1, $2, $3, $4) as n (number, id, latitude, longitude)
        cross join lateral (
            select array_agg(s.id) as ids
            from (
                select id from listing_search
                where position ~= mercator(n.latitude, n.longitude) and id <> n.id
                limit 50
            ) s
        ) others
        join listings l on l.id = any (others.ids)
        where cardinality(others.ids) >= 3
        """)

    /// What an author has ever proposed for listings; parameters: author, listings.
    ///
    /// Served by the index on authors.
    package static let proposed = Query<ProposedValueRow, String, [String]>(
        "quality_proposed",
        """
        select p.listing, f.path, f.proposed
        from proposals p
        join proposal_fields f on f.proposal = p.id
        where p.author = $1 and p.listing = any ($2)
        """)
}

extension QualityQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [page, communesOfPostcodes, neighbours, proposed]
}

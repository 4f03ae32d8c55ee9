package import FoundationEssentials
package import Postgres

/// Writing what a publication leaves besides the head: the search row, the openings and the document row.
package enum PublicationQueries {
    /// Inserts or replaces search rows; the tags take in the territories of the commune.
    ///
    /// Parameters: ids, latitudes, longitudes, tags (joined by line breaks), names in all languages, summaries,
    /// descriptions, place names, communes, plain names for typing errors, time zones, holidays, when the contents changed.
    package static let search = Query<
        NoRow, [String], [Double?], [Double?], [String], [String], [String], [String], [String], [String?],
        [String], [String], [String], [Date]
    >(
        "listing_search_publish",
        """
        insert into listing_search (id, position, tags, words, name, zone, holidays, changed_at)
        select n.id, mercator(n.latitude, n.longitude),
            string_to_array(n.tags, E'\\n')
                || array(select 't:' || code from unnest(coalesce(t.lineage, array[n.commune])) code
                         where code is not null),
            setweight(to_tsvector('fitxa_french', n.name), 'A')
                || setweight(to_tsvector('fitxa_french', n.place), 'B')
                || setweight(to_tsvector('fitxa_french', n.summary), 'C')
                || setweight(to_tsvector('fitxa_french', n.description), 'D'),
            without_accents(n.plain), n.zone, n.holidays, n.changed_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            as n (id, latitude, longitude, tags, name, summary, description, place, commune, plain, zone, holidays,
                changed_at)
        left join territories t on t.code = n.commune
        order by n.id
        on conflict (id) do update
        set position = excluded.position, tags = excluded.tags, words = excluded.words, name = excluded.name,
            zone = excluded.zone, holidays = excluded.holidays, changed_at = excluded.changed_at
        """)

    /// Inserts or replaces documents; parameters: ids, revisions, entity tags, documents.
    package static let documents = Query<NoRow, [String], [Int32], [String], [String]>(
        "listing_documents_publish",
        """
        insert into listing_documents (id, revision, etag, document)
        select n.id, n.revision, n.etag, n.document
        from unnest($1, $2, $3, $4) as n (id, revision, etag, document)
        order by n.id
        on conflict (id) do update
        set revision = excluded.revision, etag = excluded.etag, document = excluded.document
        """)

    /// Forgets the openings of listings before new ones are written.
    package static let forgetOpenings = Query<NoRow, [String]>(
        "listing_openings_forget", "delete from listing_openings where id = any ($1)")

    /// Writes openings; parameters: ids, first days, last days (ISO text, nil for open-ended), weekdays, open, the
    /// first minutes, the minutes after the last.
    package static let openings = Query<
        NoRow, [String], [String?], [String?], [Int32], [Bool], [Int32], [Int32]
    >(
        "listing_openings_publish",
        """
        insert into listing_openings (id, days, weekdays, open, opens, closes)
        select n.id, daterange(n.first::date, n.last::date, '[]'), n.weekdays, n.open, n.opens, n.closes
        from unnest($1, $2, $3, $4, $5, $6, $7) as n (id, first, last, weekdays, open, opens, closes)
        """)

    /// Takes listings out of the search.
    package static let forgetSearch = Query<NoRow, [String]>(
        "listing_search_forget", "delete from listing_search where id = any ($1)")

    /// Takes the documents of listings away.
    package static let forgetDocuments = Query<NoRow, [String]>(
        "listing_documents_forget", "delete from listing_documents where id = any ($1)")

    /// Where communes lie: their office and department, and all territories above, and how often communes have moved by
    /// then; parameter: INSEE codes.
    package static let placements = Query<PlacementRow, [String]>(
        "placements",
        """
        select c.code, c.name, c.lineage,
            (select t.code from territories t where t.code = any (c.lineage) and t.kind = 'office' limit 1),
            (select t.code from territories t where t.code = any (c.lineage) and t.kind = 'department' limit 1),
            (select moves from feed_head)
        from territories c
        where c.code = any ($1)
        """)

    /// The sources of listings, without records that were removed and without those that name the listing by its own id.
    package static let sources = Query<SourceKeyRow, [String]>(
        "listing_sources_of",
        """
        select listing, source, key
        from listing_sources
        where listing = any ($1) and removed_at is null and key collate "C" <> listing
        order by source, key
        """)
}

/// Where a commune lies.
package struct PlacementRow: PostgresRow {
    /// The INSEE code.
    package let commune: String
    /// The name of the commune.
    package let name: String
    /// The commune and all territories above it.
    package let lineage: [String]
    /// The tourist office.
    package let office: String?
    /// The department.
    package let department: String?
    /// How often communes had moved when it was read.
    package let moves: Int

    package init(_ columns: inout Columns) throws(DatabaseError) {
        commune = try columns.next()
        name = try columns.next()
        lineage = try columns.next()
        office = try columns.next()
        department = try columns.next()
        moves = try columns.next()
    }
}

/// One source of a listing.
package struct SourceKeyRow: PostgresRow {
    /// The listing.
    package let listing: String
    /// The source.
    package let source: String
    /// The record's key in the source.
    package let key: String

    package init(_ columns: inout Columns) throws(DatabaseError) {
        listing = try columns.next()
        source = try columns.next()
        key = try columns.next()
    }
}

extension PublicationQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        search, documents, forgetOpenings, openings, forgetSearch, forgetDocuments, placements,
        sources,
    ]
}

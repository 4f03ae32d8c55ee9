package import Postgres

/// Finding listings that may be one place.
package enum TwinQueries {
    /// Forgets the keys of listings before new ones are written.
    package static let forgetKeys = Query<NoRow, [String]>(
        "listing_keys_forget", "delete from listing_keys where listing = any ($1)")

    /// Writes keys; parameters: listings, keys.
    package static let putKeys = Query<NoRow, [String], [String]>(
        "listing_keys_put",
        """
        insert into listing_keys (listing, key)
        select n.listing, n.key
        from unnest($1, $2) as n (listing, key)
        """)

    /// The listings that have one of these keys, at most 21 for each; parameters: keys, the source whose listings
    /// are marked as its own.
    package static let byKeys = Query<KeyHolderRow, [String], String?>(
        "twins_by_keys",
        """
        select n.key, k.listing, exists (select from listing_sources s where s.listing = k.listing and s.source = $2)
        from unnest($1) as n (key)
        cross join lateral (select listing from listing_keys where key = n.key limit 21) k
        """)

    /// The listings near places whose name resembles one of them, those of a source left out.
    ///
    /// Parameters: numbers of the places, latitudes, longitudes, metres, names, the source.
    package static let nearby = Query<
        NeighbourRow, [Int32], [Double], [Double], [Double], [String], String?
    >(
        "twins_nearby",
        """
        select n.number, s.id
        from (
            select number, latitude, longitude, metres / 111000 as height,
                metres / 111000 / greatest(0.01, cos(radians(latitude))) as width, name
            from unnest($1, $2, $3, $4, $5) as p (number, latitude, longitude, metres, name)) n
        cross join lateral (
            select id from listing_search
            where position <@ box(mercator(n.latitude - n.height, n.longitude - n.width),
                    mercator(n.latitude + n.height, n.longitude + n.width))
                and word_similarity(n.name, name) >= 0.45
                and not exists (select from listing_sources o where o.listing = id and o.source = $6)
            limit 20) s
        """)

    /// Pairs of listings that a moderator has refused to merge; parameter: ids of the first.
    package static let refused = Query<PairRow, [String]>(
        "twins_refused",
        """
        select p.listing, f.proposed #>> '{}'
        from proposals p
        join proposal_fields f on f.proposal = p.id and f.status = 'rejected'
        where p.kind = 'merge' and p.listing = any ($1)
        union
        select f.proposed #>> '{}', p.listing
        from proposals p
        join proposal_fields f on f.proposal = p.id and f.status = 'rejected'
        where p.kind = 'merge' and f.proposed #>> '{}' = any ($1)
        """)
}

extension TwinQueries {
    /// Moves the records of sources from one listing to another, which remembers where they were first; what names a
    /// listing by its own id stays with it.
    package static let moveSources = Query<NoRow, String, String>(
        "merge_move_sources",
        """
        update listing_sources set listing = $2, merged_from = coalesce(merged_from, $1)
        where listing = $1 and key collate "C" <> listing
        """)

    /// Takes the records of sources back that a listing had before it was merged.
    package static let takeSourcesBack = Query<NoRow, String>(
        "merge_take_sources_back",
        """
        update listing_sources s set listing = $1, merged_from = null
        from listings l
        where l.merged_into = s.listing and l.id = $1 and s.merged_from = $1
        """)

    /// Gives the providers of one listing the same rights on another where they lack them.
    package static let moveGrants = Query<NoRow, String, String>(
        "merge_move_grants",
        """
        insert into grants (account, role, listing, field_groups, starts_at, ends_at, merged_from)
        select g.account, g.role, $2, g.field_groups, g.starts_at, g.ends_at, $1
        from grants g
        where g.listing = $1 and (g.ends_at is null or g.ends_at > now())
            and not exists (select from grants o
                where o.account = g.account and o.role = g.role and o.listing = $2
                    and (o.ends_at is null or o.ends_at > now()))
        """)

    /// Ends the rights that came with a listing when it was merged.
    package static let endMovedGrants = Query<NoRow, String>(
        "merge_end_moved_grants",
        "update grants set ends_at = now() where merged_from = $1 and (ends_at is null or ends_at > now())")

    /// Lets what was merged into one listing point to another.
    package static let redirect = Query<NoRow, String, String>(
        "merge_redirect", "update listings set merged_into = $2 where merged_into = $1")
}

/// One holder of a key.
package struct KeyHolderRow: PostgresRow {
    /// The key.
    package let key: String
    /// The listing that has it.
    package let listing: String
    /// Whether the source that was named sends the listing.
    package let isOwn: Bool

    package init(_ columns: inout Columns) throws(DatabaseError) {
        key = try columns.next()
        listing = try columns.next()
        isOwn = try columns.next()
    }
}

/// One listing near a place.
package struct NeighbourRow: PostgresRow {
    /// The number of the place.
    package let number: Int
    /// The listing.
    package let listing: String

    package init(_ columns: inout Columns) throws(DatabaseError) {
        number = Int(try columns.next(Int32.self))
        listing = try columns.next()
    }
}

extension TwinQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        forgetKeys, putKeys, byKeys, nearby, refused, moveSources, takeSourcesBack, moveGrants,
        endMovedGrants, redirect,
    ]
}

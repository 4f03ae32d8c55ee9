package import Postgres

/// The head of the feed.
package struct FeedHeadRow: PostgresRow {
    /// The life of the database that positions belong to.
    package let epoch: String
    /// The newest position.
    package let position: Int
    /// The newest position whose entry is gone.
    package let horizon: Int

    package init(_ columns: inout Columns) throws(DatabaseError) {
        epoch = try columns.next()
        position = try columns.next()
        horizon = try columns.next()
    }
}

/// One entry of the feed, with the current public answer of its listing.
package struct ChangeRow: PostgresRow {
    /// The position.
    package let position: Int
    /// The listing.
    package let listing: String
    /// The revision that was published.
    package let revision: Int
    /// `upsert` or `remove`.
    package let op: String
    /// Why it was removed.
    package let reason: String?
    /// The listing that it was merged into.
    package let mergedInto: String?
    /// The field paths that changed, as a JSON list.
    package let changed: TextBytes
    /// Whether the listing lies in the territory asked for after the change.
    package let isInside: Bool
    /// The entity tag of the current public answer, nil for a listing that is closed by now.
    package let etag: String?
    /// The current public answer, nil for a listing that is closed by now.
    package let document: TextBytes?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        position = try columns.next()
        listing = try columns.next()
        revision = Int(try columns.next(Int32.self))
        op = try columns.next()
        reason = try columns.next()
        mergedInto = try columns.next()
        changed = try columns.nextBytes()
        isInside = try columns.next()
        etag = try columns.next()
        document = try columns.nextBytesIfAny()
    }
}

/// A count and a digest of what is published.
package struct ChecksumRow: PostgresRow {
    /// How many listings.
    package let count: Int
    /// The exclusive or of the first 64 bits of SHA-256 over `id:revision`, as hexadecimal text.
    package let digest: String

    package init(_ columns: inout Columns) throws(DatabaseError) {
        count = try columns.next()
        digest = try columns.next()
    }
}

/// Reading and appending the change feed.
package enum ChangeQueries {
    /// The head of the feed.
    package static let head = Query<FeedHeadRow>(
        "feed_head", "select epoch::text, position, horizon from feed_head")

    /// A page of changes after a position; served by the primary key.
    package static let page = Query<ChangeRow, Int, Int>(
        "changes_page",
        """
        select c.position, c.listing, c.revision, c.op, c.reason, c.merged_into, to_json(c.changed)::text, true, d.etag, d.document
        from changes c
        left join listing_documents d on d.id = c.listing
        where c.position > $1
        order by c.position
        limit $2
        """)

    /// A page of the changes that touch a territory; parameters: position, limit, territory code.
    package static let pageOfTerritory = Query<ChangeRow, Int, Int, String>(
        "changes_page_of_territory",
        """
        select c.position, c.listing, c.revision, c.op, c.reason, c.merged_into,
            to_json(c.changed)::text, $3 = any (c.territories_after), d.etag, d.document
        from changes c
        left join listing_documents d on d.id = c.listing
        where c.position > $1 and ($3 = any (c.territories_before) or $3 = any (c.territories_after))
        order by c.position
        limit $2
        """)

    /// Appends changes at the next positions and gives the newest one; must be the last step but the audit.
    ///
    /// Parameters: listings, revisions, operations, reasons, merge targets, changed paths, territories before and
    /// after (the last three joined by line breaks). The counter row stays locked until the commit: positions
    /// follow the order of commits.
    package static let append = Query<
        One<Int>, [String], [Int32], [String], [String?], [String?], [String], [String], [String]
    >(
        "changes_append",
        """
        with head as (
            update feed_head set position = position + cardinality($1)
            returning position - cardinality($1) as start, position
        ), added as (
            insert into changes (position, listing, revision, op, reason, merged_into, changed, territories_before,
                territories_after)
            select head.start + n.number, n.listing, n.revision, n.op, n.reason, n.merged_into,
                coalesce(string_to_array(nullif(n.changed, ''), E'\\n'), '{}'),
                coalesce(string_to_array(nullif(n.before, ''), E'\\n'), '{}'),
                coalesce(string_to_array(nullif(n.after, ''), E'\\n'), '{}')
            from head, unnest($1, $2, $3, $4, $5, $6, $7, $8) with ordinality
                as n (listing, revision, op, reason, merged_into, changed, before, after, number)
        )
        select position from head
        """)

    /// Tells those who wait that something published reads otherwise, once the transaction commits.
    package static let announce = Query<NoRow>("changes_announce", "notify fitxa_changes")

    /// Count and digest of what is published.
    package static let checksum = Query<ChecksumRow>(
        "changes_checksum",
        """
        select count(*), to_hex(coalesce(bit_xor(
            ('x' || left(encode(sha256(convert_to(id || ':' || revision, 'UTF8')), 'hex'), 16))::bit(64)::bigint), 0))
        from listing_documents
        """)

    /// Count and digest of what is published in a territory.
    package static let checksumOfTerritory = Query<ChecksumRow, String>(
        "changes_checksum_of_territory",
        """
        select count(*), to_hex(coalesce(bit_xor(
            ('x' || left(encode(sha256(convert_to(d.id || ':' || d.revision, 'UTF8')), 'hex'), 16))
                ::bit(64)::bigint), 0))
        from listing_documents d
        join listing_search s on s.id = d.id
        where s.tags @> array['t:' || $1]
        """)

    /// Listings whose newest change is not their newest revision: must be none.
    package static let strays = Query<One<String>>(
        "changes_strays",
        """
        with newest as (
            select distinct on (listing) listing, revision, op from changes order by listing, position desc
        )
        select l.id
        from listings l
        left join newest c on c.listing = l.id
        where c.revision is distinct from l.revision or (c.op = 'upsert') <> (l.status = 'published')
        order by l.id
        """)

    /// Positions that are missing below the head: must be none.
    package static let gaps = Query<One<Int>>(
        "changes_gaps",
        """
        select h.position - h.horizon - (select count(*) from changes c where c.position > h.horizon)
        from feed_head h
        """)

    /// Starts a new life of the feed: every cursor of the old one is refused.
    package static let renewEpoch = Query<NoRow>(
        "feed_renew_epoch", "update feed_head set epoch = gen_random_uuid()")
}

extension ChangeQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        head, page, pageOfTerritory, append, announce, checksum, checksumOfTerritory, strays, gaps,
        renewEpoch,
    ]
}

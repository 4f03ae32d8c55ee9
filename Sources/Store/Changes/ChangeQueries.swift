package import Postgres

/// The head of the feed.
package struct FeedHeadRow: PostgresRow {
    /// The life of the database that positions belong to.
    package let epoch: String
    /// The newest position.
    package let position: Int
    /// The newest position whose entry is gone.
    package let horizon: Int
    /// How often documents were made anew without an entry.
    package let remade: Int

    package init(_ columns: inout Columns) throws(DatabaseError) {
        epoch = try columns.next()
        position = try columns.next()
        horizon = try columns.next()
        remade = try columns.next()
    }

    /// A text that is the same as long as nothing that is published reads otherwise.
    package var state: String { "\(position).\(remade)" }
}

/// One entry of the feed, with the current public answer of its listing.
package struct ChangeRow: PostgresRow {
    /// The position.
    package let position: Int
    /// The entry as a JSON object, left open: the document may follow, and the closing brace.
    package let entry: TextBytes
    /// The entity tag of the current public answer; nil for a removal, and for a listing that is closed by now.
    package let etag: String?
    /// The current public answer, nil where the tag is.
    package let document: TextBytes?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        position = try columns.next()
        entry = try columns.nextBytes()
        etag = try columns.next()
        document = try columns.nextBytesIfAny()
    }
}

/// How far a page of the changes of a territory reaches.
package struct ChangeReachRow: PostgresRow {
    /// How many entries there are, at most one more than asked for.
    package let count: Int
    /// The position of the last one of the page, nil where there is none.
    package let last: Int?

    package init(_ columns: inout Columns) throws(DatabaseError) {
        count = try columns.next()
        last = try columns.next()
    }
}

/// Where the feed stands when changes have been appended.
package struct AppendedRow: PostgresRow {
    /// The newest position.
    package let position: Int
    /// How often communes have moved.
    package let moves: Int

    package init(_ columns: inout Columns) throws(DatabaseError) {
        position = try columns.next()
        moves = try columns.next()
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
        "feed_head", "select epoch::text, position, horizon, remade from feed_head")

    /// The first changes between two positions, the second included; served by the primary key.
    ///
    /// Parameters: the positions, and how many.
    package static let page = Query<ChangeRow, Int, Int, Int>(
        "changes_page",
        """
        select c.position, c.entry, d.etag, d.document
        from changes c
        left join listing_documents d on d.id = c.listing and c.op = 'upsert'
        where c.position > $1 and c.position <= $2
        order by c.position
        limit $3
        """)

    /// How far the changes after a position reach that touch a territory.
    ///
    /// Parameters: position, the most that a page may have, territory code.
    package static let reachOfTerritory = Query<ChangeReachRow, Int, Int, String>(
        "changes_reach_of_territory",
        """
        select count(*), max(position) filter (where number <= $2)
        from (
            select position, row_number() over (order by position) as number
            from changes
            where position > $1 and ($3 = any (territories_before) or $3 = any (territories_after))
            order by position
            limit $2 + 1
        ) p
        """)

    /// The same page of what touches a territory: what has left it reads as a removal; last parameter: its code.
    package static let pageOfTerritory = Query<ChangeRow, Int, Int, Int, String>(
        "changes_page_of_territory",
        """
        select c.position,
            case when $4 = any (c.territories_after) then c.entry
                else change_entry(c.position, 'remove', coalesce(c.reason, 'left_territory'), c.merged_into,
                    c.listing, c.revision, c.changed) end,
            d.etag, d.document
        from changes c
        left join listing_documents d
            on d.id = c.listing and c.op = 'upsert' and $4 = any (c.territories_after)
        where c.position > $1 and c.position <= $2
            and ($4 = any (c.territories_before) or $4 = any (c.territories_after))
        order by c.position
        limit $3
        """)

    /// Appends changes at the next positions and gives where the feed stands; must be the last step but the audit.
    ///
    /// Parameters: listings, revisions, operations, reasons, merge targets, changed paths, territories before and
    /// after (the last three joined by line breaks). The counter row stays locked until the commit: positions
    /// follow the order of commits.
    package static let append = Query<
        AppendedRow, [String], [Int32], [String], [String?], [String?], [String], [String], [String]
    >(
        "changes_append",
        """
        with head as (
            update feed_head set position = position + cardinality($1)
            returning position - cardinality($1) as start, position, moves
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
        select position, moves from head
        """)

    /// Notes that communes have moved in the tree of territories; the counter row stays locked until the commit.
    package static let moved = Query<NoRow>("feed_moved", "update feed_head set moves = moves + 1")

    /// Tells those who wait that something published reads otherwise, once the transaction commits.
    package static let announce = Query<NoRow>("changes_announce", "notify fitxa_changes")

    /// Tells that documents read otherwise though the feed has no entry of it; must be the last step but the audit.
    package static let remade = Query<NoRow>("feed_remade", "update feed_head set remade = remade + 1")

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
        head, page, reachOfTerritory, pageOfTerritory, append, moved, announce, remade, checksum,
        checksumOfTerritory, strays, gaps,
        renewEpoch,
    ]
}

package import Directory
package import FoundationEssentials
package import Postgres

/// A published state of a listing, without its document.
package struct RevisionRow: PostgresRow {
    /// The listing.
    package let listing: String
    /// The number, from 1.
    package let number: Int
    /// When it was published.
    package let at: Date
    /// The account that published it.
    package let actor: String
    /// `api`, `cli`, `web` or `job`.
    package let via: String
    /// Why it came to be.
    package let cause: String
    /// The proposal behind it.
    package let proposal: String?
    /// What the actor said.
    package let comment: String?
    /// The status that it gave the listing.
    package let status: String
    /// The field paths that it changed.
    package let changed: [String]
    /// Values by field path.
    package let fields: JSONB

    package init(_ columns: inout Columns) throws(DatabaseError) {
        listing = try columns.next()
        number = Int(try columns.next(Int32.self))
        at = try columns.next()
        actor = try columns.next()
        via = try columns.next()
        cause = try columns.next()
        proposal = try columns.next()
        comment = try columns.next()
        status = try columns.next()
        changed = try columns.next()
        fields = try columns.next()
    }

    /// The document of the revision.
    package func document(_ vocabularies: Vocabularies) throws(CorruptRow) -> Document {
        try fields.document(vocabularies, "revisions", "\(listing) \(number)")
    }
}

/// Reading and appending revisions.
package enum RevisionQueries {
    /// Revisions of a listing below a number, newest first; served by the primary key.
    package static let page = Query<RevisionRow, String, Int32, Int>(
        "revisions_page",
        """
        select listing, number, at, actor, via, cause, proposal, comment, status, changed, fields
        from revisions
        where listing = $1 and number < $2
        order by number desc
        limit $3
        """)

    /// One revision.
    package static let byNumber = Query<RevisionRow, String, Int32>(
        "revision_by_number",
        """
        select listing, number, at, actor, via, cause, proposal, comment, status, changed, fields
        from revisions
        where listing = $1 and number = $2
        """)

    /// Several revisions; parameters: listings and numbers, pair by pair.
    package static let several = Query<RevisionRow, [String], [Int32]>(
        "revisions_several",
        """
        select r.listing, r.number, r.at, r.actor, r.via, r.cause, r.proposal, r.comment, r.status, r.changed, r.fields
        from unnest($1, $2) as n (listing, number)
        join revisions r on r.listing = n.listing and r.number = n.number
        """)

    /// Appends the revisions that the heads have just moved to, with what the heads say; parameters: ids, numbers,
    /// time, actor, via, causes, proposal, run, comment, statuses, changed paths (joined by line breaks).
    package static let append = Query<
        NoRow, [String], [Int32], Date, String, String, [String], String?, Int?, String?, [String], [String]
    >(
        "revisions_append",
        """
        insert into revisions (listing, number, at, actor, via, cause, proposal, run, comment, status, changed, fields)
        select n.listing, n.number, $3, $4, $5, n.cause, $7, $8, $9, n.status,
            coalesce(string_to_array(nullif(n.changed, ''), E'\\n'), '{}'), l.fields
        from unnest($1, $2, $6, $10, $11) as n (listing, number, cause, status, changed)
        join listings l on l.id = n.listing and l.revision = n.number
        """)
}

extension RevisionQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        page, byNumber, several, append,
    ]
}

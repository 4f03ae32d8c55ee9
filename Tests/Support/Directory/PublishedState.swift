package import Directory
package import Postgres

/// All that the database holds of one listing, each part read on its own.
package struct PublishedState: PostgresRow, Hashable {
    /// The number of the newest revision, as the head has it.
    package let revision: Int
    /// `published` or `closed`.
    package let status: String
    /// The highest number among the revisions.
    package let newest: Int
    /// How many revisions there are.
    package let revisions: Int
    /// How many search rows there are, one or none.
    package let searchRows: Int
    /// The revision that the document row holds.
    package let documentRevision: Int?
    /// The public document.
    package let document: String?
    /// The tags of the search row.
    package let tags: [String]
    /// How many spans of opening days there are.
    package let openings: Int
    /// The entries of the feed for the listing: operation and revision (`upsert 1`).
    package let changes: [String]
    /// The entries of the audit about it.
    package let audit: [String]

    package init(_ columns: inout Columns) throws(DatabaseError) {
        revision = try columns.next()
        status = try columns.next()
        newest = try columns.next()
        revisions = try columns.next()
        searchRows = try columns.next()
        documentRevision = try columns.next()
        document = try columns.next()
        tags = try columns.next()
        openings = try columns.next()
        changes = try columns.next()
        audit = try columns.next()
    }

    /// The public document as JSON, null where there is none.
    package var json: JSON { document.flatMap { try? JSON(parsing: $0) } ?? .null }
}

extension Given {
    /// Reads all that there is of a listing.
    package func rows(_ id: ListingID) async throws -> PublishedState {
        let id = id.text
        return try await database.read { tx in
            let sql: SQL = """
                select l.revision::int8, l.status,
                    (select max(number)::int8 from revisions where listing = l.id),
                    (select count(*) from revisions where listing = l.id),
                    (select count(*) from listing_search where id = l.id),
                    d.revision::int8, d.document, coalesce(s.tags, '{}'),
                    (select count(*) from listing_openings where id = l.id),
                    array(select op || ' ' || revision from changes where listing = l.id order by position),
                    array(select action from audit_entries where subject = l.id order by number)
                from listings l
                left join listing_documents d on d.id = l.id
                left join listing_search s on s.id = l.id
                where l.id = \(id)
                """
            guard let row = try tx.first(sql, as: PublishedState.self) else { throw NoListing(id: id) }
            return row
        }
    }

    /// A listing that a test reads does not exist.
    package struct NoListing: Error {
        let id: String
    }
}

extension Given {
    /// The paths that the newest entry of the feed names.
    package func changed(_ id: ListingID) async throws -> [String] {
        let id = id.text
        return try await database.read { tx in
            let sql: SQL = "select changed from changes where listing = \(id) order by position desc limit 1"
            return try tx.first(sql, as: One<[String]>.self)?.value ?? []
        }
    }

    /// The territories before and after of the newest entry of the feed.
    package func territories(_ id: ListingID) async throws -> (before: [String], after: [String]) {
        let id = id.text
        return try await database.read { tx in
            let before: SQL = """
                select territories_before from changes where listing = \(id) order by position desc limit 1
                """
            let after: SQL = """
                select territories_after from changes where listing = \(id) order by position desc limit 1
                """
            return (
                try tx.first(before, as: One<[String]>.self)?.value ?? [],
                try tx.first(after, as: One<[String]>.self)?.value ?? []
            )
        }
    }
}

extension Given {
    /// The actions that the audit holds about a subject, in order.
    package func audit(_ subject: String) async throws -> [String] {
        try await database.read { tx in
            let sql: SQL = "select action from audit_entries where subject = \(subject) order by number"
            return try tx.all(sql, as: One<String>.self).map(\.value)
        }
    }
}

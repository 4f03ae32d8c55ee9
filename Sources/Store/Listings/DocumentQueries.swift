package import Postgres

/// A ready-made public answer.
package struct DocumentRow: PostgresRow {
    /// The listing.
    package let id: String
    /// The entity tag, without quotes.
    package let etag: String
    /// The public answer as JSON.
    package let document: TextBytes

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        etag = try columns.next()
        document = try columns.nextBytes()
    }
}

/// Reading the ready-made public answers.
package enum DocumentQueries {
    /// One document; served by the primary key.
    package static let byID = Query<DocumentRow, String>(
        "document_by_id", "select id, etag, document from listing_documents where id = $1")

    /// Several documents; served by the primary key.
    package static let byIDs = Query<DocumentRow, [String]>(
        "documents_by_ids", "select id, etag, document from listing_documents where id = any ($1)")

    /// All documents in the order of their ids, for snapshots and exports.
    package static let all = Query<DocumentRow>(
        "documents_all", "select id, etag, document from listing_documents order by id")

    /// How many listings are published.
    package static let count = Query<One<Int>>("documents_count", "select count(*) from listing_documents")
}

extension DocumentQueries {
    /// All of them, to be compared with the schema by a test.
    package static let every: [any DescribableQuery] = [
        byID, byIDs, all, count,
    ]
}

import Directory
import Postgres
package import Store

/// Reads the ready-made public answer of one listing.
package struct ReadListing: Sendable {
    private let context: Context

    /// The action in that context.
    package init(_ context: Context) {
        self.context = context
    }

    /// The answer; refused where there is no such listing, or where it is closed (with when and why).
    package func run(_ id: String) async throws -> DocumentRow {
        guard ListingID(id) != nil else { throw Self.unknown(id) }
        if let row = try await context.database.fetch(DocumentQueries.byID, id).first { return row }
        guard let row = try await context.database.fetch(ListingQueries.byID, id).first else {
            throw Self.unknown(id)
        }
        let head = try Head(row, context.vocabularies)
        guard head.isClosed else {
            throw CorruptRow("listing_documents", id, "a published listing has no document")
        }
        throw ActionError.gone(head.closing)
    }

    static func unknown(_ id: String) -> ActionError {
        .notFound("there is no listing \(id.prefix(40))")
    }
}

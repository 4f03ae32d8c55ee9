package import Directory
package import FoundationEssentials
import Postgres
package import Store

/// What is published of a listing at this moment.
package struct Head: Sendable {
    /// The listing.
    package let id: ListingID
    /// The number of the newest revision.
    package let revision: Int
    /// Whether it is closed.
    package let isClosed: Bool
    /// What it says.
    package private(set) var document: Document
    /// When it was first published.
    package let publishedAt: Date
    /// When the content last changed.
    package let contentChangedAt: Date
    /// When somebody last said that all is still correct.
    package let assuredAt: Date?
    /// When it was closed.
    package let closedAt: Date?
    /// Why it was closed.
    package let closedReason: String?
    /// The listing that it was merged into.
    package let mergedInto: String?

    /// The head that a row holds.
    package init(_ row: ListingRow, _ vocabularies: Vocabularies) throws(CorruptRow) {
        guard let id = ListingID(row.id) else {
            throw CorruptRow("listings", row.id, "not the id of a listing")
        }
        self.id = id
        revision = row.revision
        isClosed = row.status == "closed"
        document = try row.document(vocabularies)
        (publishedAt, contentChangedAt, assuredAt) = (row.publishedAt, row.contentChangedAt, row.assuredAt)
        (closedAt, closedReason, mergedInto) = (row.closedAt, row.closedReason, row.mergedInto)
    }

    /// The head with what everybody may see.
    var publicPart: Head {
        var head = self
        head.document = document.publicPart
        return head
    }

    /// Reads and locks one head.
    static func lock(
        _ id: String, _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> Head {
        guard ListingID(id) != nil, let row = try tx.first(ListingQueries.lock, [id]) else {
            throw ActionError.notFound("there is no listing \(id.prefix(40))")
        }
        return try Head(row, vocabularies)
    }

    /// Reads and locks one head that is to be published, and in the order of their ids all other listings that this may
    /// concern: those that it is related to, and those that are named.
    ///
    /// Whoever locked them as they come up would wait for somebody who relates the same two the other way round.
    static func lock(
        _ id: String, with named: [String], _ vocabularies: Vocabularies, in tx: borrowing WriteTransaction
    ) throws -> Head {
        let rows = ListingID(id) == nil ? [] : try tx.all(ListingQueries.lockWithRelated, [id] + named)
        guard let row = rows.first(where: { $0.id == id }) else {
            throw ActionError.notFound("there is no listing \(id.prefix(40))")
        }
        return try Head(row, vocabularies)
    }

    /// Refuses a closed listing.
    func open() throws(ActionError) -> Head {
        guard isClosed else { return self }
        throw .gone(closing)
    }

    /// When and why a closed listing was closed.
    package var closing: JSON {
        [
            "id": .string(id.text), "closed_at": JSON(closedAt.map(Timestamp.text)),
            "reason": JSON(closedReason), "merged_into": JSON(mergedInto),
        ]
    }
}

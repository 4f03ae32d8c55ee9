package import Directory
package import FoundationEssentials
package import Postgres

/// A row that the domain cannot read: a defect to report, never to paper over.
package struct CorruptRow: Error, Sendable, CustomStringConvertible {
    /// The table that holds the row.
    package let table: String
    /// Its key.
    package let key: String
    /// What the domain objects to.
    package let problem: String

    /// A corrupt row of that table.
    package init(_ table: String, _ key: String, _ problem: String) {
        (self.table, self.key, self.problem) = (table, key, problem)
    }

    package var description: String { "\(table) \(key): \(problem)" }
}

/// The head of a listing as `listings` holds it.
package struct ListingRow: PostgresRow {
    /// The listing's id.
    package let id: String
    /// `published` or `closed`.
    package let status: String
    /// The number of the newest revision.
    package let revision: Int
    /// The INSEE code of the commune.
    package let commune: String?
    /// Values by field path.
    package let fields: JSONB
    /// When the listing was first published.
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

    package init(_ columns: inout Columns) throws(DatabaseError) {
        id = try columns.next()
        status = try columns.next()
        revision = Int(try columns.next(Int32.self))
        commune = try columns.next()
        fields = try columns.next()
        publishedAt = try columns.next()
        contentChangedAt = try columns.next()
        assuredAt = try columns.next()
        closedAt = try columns.next()
        closedReason = try columns.next()
        mergedInto = try columns.next()
    }

    /// The document of the head.
    package func document(_ vocabularies: Vocabularies) throws(CorruptRow) -> Document {
        try fields.document(vocabularies, "listings", id)
    }
}

extension JSONB {
    /// A value as `jsonb` takes it.
    package init(_ json: JSON) {
        self.init(json.text)
    }

    /// The value.
    package func json(_ table: String, _ key: String) throws(CorruptRow) -> JSON {
        do {
            return try JSON(parsing: text)
        } catch {
            throw CorruptRow(table, key, error.description)
        }
    }

    /// The document that the value stores.
    package func document(
        _ vocabularies: Vocabularies, _ table: String, _ key: String
    ) throws(CorruptRow) -> Document {
        let json = try json(table, key)
        do {
            return try Document(stored: json, vocabularies)
        } catch {
            let problem = error.problems.map { "\($0.path): \($0.message)" }.joined(separator: "; ")
            throw CorruptRow(table, key, problem)
        }
    }
}
